"""Several pictures from one encoder, whole: the question, the answer, what is published, what players are offered."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from fakes.control.obs_requests import request_of_2025
from fakes.node.encoder import make_ladder, publishing_by_pyav
from fakes.serving import Serving, await_that, installation


@pytest.fixture
def server(data_dir: Path, make_port: Callable[[], int]) -> Iterator[Serving]:
    """An installation that runs."""
    with installation(data_dir, make_port) as serving:
        serving.start()
        yield serving


def publish_url(server: Serving, channel: dict[str, str]) -> str:
    """Ask as OBS does; return the address it would publish to, as it would write it."""
    url = f"http://127.0.0.1:{server.http_port}/api/v3/GetClientConfiguration"
    told = httpx.post(url, json=request_of_2025(channel["stream_key"]), trust_env=False).json()
    assert told["status"]["result"] == "success", told
    assert len(told["encoder_configurations"]) == 2
    endpoint = told["ingest_endpoints"][0]
    key = f"{endpoint['authentication']}?clientConfigId={told['meta']['config_id']}"
    return str(endpoint["url_template"]).replace("{stream_key}", key)


def offered_sizes(server: Serving) -> set[str]:
    """Return the sizes in the channel's multivariant playlist; none while there is no playlist."""
    url = f"http://127.0.0.1:{server.node_http_port}/hls/several/index.m3u8"
    answer = httpx.get(url, trust_env=False)
    return set(re.findall(r"RESOLUTION=(\d+x\d+)", answer.text)) if answer.is_success else set()


def test_an_encoder_asks_publishes_two_pictures_and_players_get_both(server: Serving, media_dir: Path) -> None:
    channel = server.ask("channel", "create", "several", "--type", "standard", "--multitrack", "require")
    with publishing_by_pyav(make_ladder(media_dir), publish_url(server, channel)) as failed:
        await_that(lambda: offered_sizes(server) == {"1280x720", "640x360"}, "both pictures")
        assert not failed.is_set()
    (session,) = httpx.get(
        f"http://127.0.0.1:{server.http_port}/api/v1/channels/several/sessions",
        headers={"Authorization": f"Bearer {(server.data_dir / 'admin-token').read_text()}"},
        trust_env=False,
    ).json()["sessions"]
    assert session["protocol"] == "rtmp"
    assert channel["stream_key"] not in server.log
