"""Publishing by WHIP to a real node: FFmpeg's own WHIP muxer in, what players fetch out."""

import os
import signal

import httpx
import pytest

from fakes.node.llhls_client import llhls_client
from fakes.node.offers import TRICKLED, make_offer
from fakes.node.waiting import until
from fakes.node.whip_encoder import whip_encoder
from integration.node.conftest import KEY, RunningNode

SDP = {"content-type": "application/sdp"}
KEYED = SDP | {"authorization": f"Bearer {KEY}"}
TRICKLE = {"content-type": "application/trickle-ice-sdpfrag"}


async def test_a_picture_published_by_whip_plays_by_hls_until_the_goodbye(node: RunningNode) -> None:
    async with whip_encoder(f"{node.url}/whip", KEY, seconds=8) as encoder:
        async with llhls_client(node.index_url()) as viewer:
            await viewer.open()
            await viewer.follow(12)
        ended = await node.wait_for_fact(type="stream_ended")
        assert await encoder.wait() == 0
    assert 'CODECS="avc1.42c0' in viewer.index
    assert "RESOLUTION=320x240" in viewer.index
    assert viewer.discontinuities == 0
    assert node.control.questions[0]["protocol"] == "whip"
    assert ended["reason"] == "publisher_left"


async def test_an_encoder_stays_for_longer_than_consent_lasts(node: RunningNode) -> None:
    """FFmpeg's muxer answers no request once it is connected; after thirty seconds without an answer it was cut."""
    async with whip_encoder(f"{node.url}/whip", KEY, seconds=36) as encoder:
        await node.wait_for_fact(type="stream_started")
        assert await encoder.wait() == 0
    ended = await node.wait_for_fact(type="stream_ended")
    assert ended["reason"] == "publisher_left"
    assert "whip_lost" not in [line["event"] for line in node.logged]


async def test_an_encoder_and_the_worker_may_die_and_the_stream_session_goes_on(node: RunningNode) -> None:
    async with whip_encoder(f"{node.url}/whip", KEY) as encoder:
        await node.wait_for_fact(type="stream_started")
        encoder.kill()
    async with whip_encoder(f"{node.url}/whip", KEY), llhls_client(node.index_url()) as viewer:
        await node.wait_for_log("publisher_returned")
        await viewer.open()
        await viewer.follow(8)
        worker = await node.wait_for_log("worker_started", worker="webrtc")
        os.kill(worker["pid"], signal.SIGKILL)
        await node.wait_for_log("whip_lost", end="worker_lost")
    async with whip_encoder(f"{node.url}/whip", KEY), llhls_client(node.index_url()) as viewer:
        await until(lambda: returned_twice(node))
        await viewer.open()
        await viewer.follow(4)
    assert len({fact["session_id"] for fact in await node.facts() if "session_id" in fact}) == 1


async def returned_twice(node: RunningNode) -> bool:
    return [line["event"] for line in node.logged].count("publisher_returned") == 2


async def test_a_stopped_publisher_is_cut_off_and_told_why_when_it_comes_again(node: RunningNode) -> None:
    async with whip_encoder(f"{node.url}/whip", KEY) as encoder:
        started = await node.wait_for_fact(type="stream_started")
        await node.stop_stream(started["session_id"], "stopped")
        assert encoder.stderr is not None
        await encoder.wait()
    refused = await node.http.post(f"{node.url}/whip", headers=KEYED, content=make_offer("sendonly"))
    assert (refused.status_code, refused.json()["code"]) == (403, "ended")
    assert refused.json()["detail"] == "The stream was stopped by the channel's owner."
    again = await node.http.post(f"{node.url}/whip", headers=KEYED, content=make_offer("sendonly"))
    assert again.status_code == 201


async def test_a_session_has_a_resource(node: RunningNode) -> None:
    """RFC 9725, 4.2 to 4.3: created with Location and ETag, patched under its ETag, deleted once."""
    created = await node.http.post(f"{node.url}/whip", headers=KEYED, content=make_offer("sendonly"))
    assert created.status_code == 201
    assert created.headers["content-type"] == "application/sdp"
    assert f" {node.settings.webrtc_port} typ host" in created.text
    assert "a=recvonly" in created.text
    for exposed in ("location", "etag", "link"):
        assert exposed in created.headers["access-control-expose-headers"]
    resource, etag = f"{node.url}{created.headers['location']}", created.headers["etag"]

    async def patch(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return (await node.http.patch(resource, headers=TRICKLE | named, content=TRICKLED)).status_code

    assert await patch() == 428
    assert await patch(if_match='"another"') == 412
    assert await patch(if_match="*") == 422
    assert await patch(if_match=etag, content_type="application/sdp") == 415
    assert await patch(if_match=etag) == 204
    state = await node.http.post(f"{resource}/state", json={"audio": False, "video": True})
    assert state.status_code == 204
    assert (await node.wait_for_fact(type="stream_noted"))["code"] == "audio"
    assert (await node.http.post(f"{resource}/state", json={"audio": 1})).status_code == 422
    for method in ("GET", "PUT", "POST"):
        refused = await node.http.request(method, resource)
        assert (refused.status_code, refused.headers["allow"]) == (405, "DELETE, OPTIONS, PATCH")
    assert (await node.http.delete(resource)).status_code == 200
    assert (await node.http.delete(resource)).status_code == 404
    assert await patch(if_match=etag) == 404
    await node.wait_for_fact(type="stream_ended", reason="never_started")


@pytest.mark.parametrize(
    ("method", "headers", "body", "status", "code"),
    [
        ("GET", {}, "", 405, "method"),
        ("PUT", KEYED, "", 405, "method"),
        ("POST", SDP, "", 401, "key_missing"),
        ("POST", KEYED | {"content-type": "text/plain"}, "", 415, "media_type"),
        ("POST", KEYED, "", 400, "malformed"),
        ("POST", KEYED, "v=0\r\nm=nonsense\r\n", 400, "malformed"),
        ("POST", KEYED, make_offer("sendonly", h264=False), 406, "offer"),
        ("POST", KEYED, make_offer("recvonly"), 406, "offer"),
        ("POST", SDP | {"authorization": "Bearer sk_nobody"}, make_offer("sendonly"), 401, "unknown_key"),
        ("POST", SDP | {"authorization": "Bearer nothing"}, make_offer("sendonly"), 401, "malformed_key"),
    ],
)
async def test_a_request_that_is_refused_says_why(
    node: RunningNode, method: str, headers: dict[str, str], body: str, status: int, code: str
) -> None:
    refused = await node.http.request(method, f"{node.url}/whip", headers=headers, content=body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.headers["content-type"] == "application/problem+json"
    assert len(refused.json()["detail"].split()) > 2
    if status == 401:
        assert refused.headers["www-authenticate"].startswith("Bearer")


async def test_a_browser_may_ask_first(node: RunningNode) -> None:
    """RFC 9725, 4.2: OPTIONS with Accept-Post; the preflight of a page of another origin."""
    asked = await node.http.options(f"{node.url}/whip")
    assert (asked.status_code, asked.headers["accept-post"]) == (204, "application/sdp")
    assert asked.headers["access-control-allow-methods"] == "OPTIONS, POST"
    assert "authorization" in asked.headers["access-control-allow-headers"]


async def test_a_second_publisher_is_refused_while_the_first_sends(node: RunningNode) -> None:
    async with whip_encoder(f"{node.url}/whip", KEY):
        await node.wait_for_fact(type="stream_started")
        refused = await node.http.post(f"{node.url}/whip", headers=KEYED, content=make_offer("sendonly"))
    assert (refused.status_code, refused.json()["code"]) == (409, "already_live")


async def test_the_offer_of_a_client_that_left_holds_nothing(node: RunningNode) -> None:
    node.control.silent = True
    with pytest.raises(httpx.ReadTimeout):
        await node.http.post(f"{node.url}/whip", headers=KEYED, content=make_offer("sendonly"), timeout=1.5)
    node.control.silent = False

    async def nobody_is_held() -> bool:
        return 'klieg_node_webrtc_peers{role="publisher"} 0.0' in (await node.http.get(f"{node.url}/metrics")).text

    await until(nobody_is_held)
