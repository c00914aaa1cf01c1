"""Several pictures of one encoder (FFmpeg 9 by PyAV), from its connection to what control hears."""

from pathlib import Path

import pytest

from fakes.node.encoder import make_ladder, publishing_by_pyav
from fakes.node.waiting import until
from integration.node.conftest import RunningNode
from klieg.contracts.ingest import ChannelType, MultitrackPolicy, PublishRules


@pytest.fixture(scope="session")
def ladder(media_dir: Path) -> Path:
    """Two pictures and a sound."""
    return make_ladder(media_dir)


async def test_where_they_are_allowed_each_is_a_track_of_the_broadcast(node: RunningNode, ladder: Path) -> None:
    node.control.rules["demo"] = PublishRules(channel_type=ChannelType.STANDARD, multitrack=MultitrackPolicy.ALLOW)
    with publishing_by_pyav(ladder, node.ingest_url()) as failed:
        started = await node.wait_for_fact(type="stream_started")
        kinds = [(track["kind"], track["width"], track["height"]) for track in started["encoder"]["tracks"]]
        assert kinds[0] == ("video", 1280, 720)
        assert ("video", 640, 360) in kinds
        assert not failed.is_set()


async def test_where_one_is_taken_the_encoder_is_told_and_ended(node: RunningNode, ladder: Path) -> None:
    with publishing_by_pyav(ladder, node.ingest_url()) as failed:
        ended = await node.wait_for_fact(type="stream_ended")
        assert ended["reason"] == "multitrack_not_allowed"
        line = await node.wait_for_log("publisher_ended")
        assert line["description"].startswith("MultitrackInputNotAllowed: ")

        async def has_failed() -> bool:
            return failed.is_set()

        assert await until(has_failed, 20)
