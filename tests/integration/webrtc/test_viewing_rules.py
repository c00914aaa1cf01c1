"""A channel that asks for playback tokens: who is banned while watching sees the end of it at once, HLS and WebRTC."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from fakes.node.encoder import publishing
from fakes.node.llhls_client import LlHlsClient, llhls_client
from fakes.node.offers import make_offer
from fakes.node.waiting import until
from fakes.node.whep_player import WhepProcess, whep_player
from integration.node.conftest import SECRET, RunningNode
from integration.webrtc.test_whep import zero_latency_flv
from klieg.contracts.playback import PlaybackKey, PlaybackPolicy, PlaybackToken, ViewingRules
from klieg.kernel.ids import ChannelId, ViewerId

__all__ = ["zero_latency_flv"]

SDP = {"content-type": "application/sdp"}
KEY = PlaybackKey(SECRET)
ASKS = ViewingRules(policy=PlaybackPolicy.TOKEN)
BANNED, OTHER = ViewerId("ac_banned"), ViewerId("ac_other")
BANS = ViewingRules(policy=PlaybackPolicy.TOKEN, banned=frozenset({BANNED}))
ENFORCED_WITHIN_S = 5.0


def token(viewer: ViewerId | None, *, channel: str = "ch_demo", good_for_s: float = 600) -> str:
    return KEY.seal(PlaybackToken(ChannelId(channel), viewer, int(time.time() + good_for_s)))


def index_url(node: RunningNode, viewer: ViewerId | None) -> str:
    return f"{node.url}/hls/demo/t/{token(viewer)}/index.m3u8"


async def tell(node: RunningNode, rules: ViewingRules) -> float:
    """Change who may watch, as control does; return when."""
    node.control.viewing["demo"] = rules
    order = f"{node.url}/control/v1/channels/ch_demo/viewing-changed"
    told = await node.http.post(order, headers={"authorization": f"Bearer {SECRET}"})
    assert told.status_code == httpx.codes.NO_CONTENT
    return time.monotonic()


@pytest.fixture
async def on_air(node: RunningNode, zero_latency_flv: Path) -> AsyncIterator[RunningNode]:
    """A node with a channel on the air that asks for tokens."""
    node.control.viewing["demo"] = ASKS
    async with publishing(zero_latency_flv, node.ingest_url()):
        await node.wait_for_fact(type="stream_started")
        yield node


async def until_refused(client: LlHlsClient) -> float:
    """Follow until the node refuses; return when."""
    statuses = set()
    try:
        async with asyncio.timeout(30):
            while True:
                await client.follow(1)
    except* httpx.HTTPStatusError as refused:
        statuses = {
            error.response.status_code for error in refused.exceptions if isinstance(error, httpx.HTTPStatusError)
        }
    assert statuses == {403}
    return time.monotonic()


async def until_over(player: WhepProcess) -> float:
    """Return when nothing came any more, as the player said; it tells twice a second."""
    pictures, at, unchanged = player.seen.pictures, time.monotonic(), 0
    async with asyncio.timeout(30):
        while unchanged < 4:
            seen = await player.next()
            unchanged += 1
            if seen.pictures > pictures:
                pictures, at, unchanged = seen.pictures, time.monotonic(), 0
    return at


async def end_of_both(hls: LlHlsClient, player: WhepProcess, node: RunningNode, rules: ViewingRules) -> list[float]:
    """Change the rules while both play; return how many seconds later each was refused."""
    async with asyncio.TaskGroup() as playing:
        ends = [playing.create_task(until_refused(hls)), playing.create_task(until_over(player))]
        changed_at = await tell(node, rules)
    return [end.result() - changed_at for end in ends]


async def test_a_ban_ends_what_runs_and_an_unban_lets_in_again(on_air: RunningNode) -> None:
    whep = f"{on_air.url}/whep/demo"
    async with (
        llhls_client(index_url(on_air, BANNED)) as hls,
        llhls_client(index_url(on_air, OTHER)) as other_hls,
        whep_player(whep, token=token(BANNED)) as player,
        whep_player(whep, token=token(OTHER)) as other_player,
    ):
        await asyncio.gather(hls.open(), other_hls.open())
        await asyncio.gather(player.until_pictures(10), other_player.until_pictures(10), hls.follow(3))
        assert max(await end_of_both(hls, player, on_air, BANS)) < ENFORCED_WITHIN_S
        again = await on_air.http.post(
            whep, content=make_offer("recvonly"), headers=SDP | {"authorization": f"Bearer {token(BANNED)}"}
        )
        assert (again.status_code, again.json()["code"]) == (403, "banned")
        assert (await on_air.http.get(index_url(on_air, BANNED))).status_code == 403
        await other_hls.follow(3)
        await other_player.until_pictures(other_player.seen.pictures + 30)

        await tell(on_air, ASKS)
        await until(lambda: is_in(on_air, index_url(on_air, BANNED)), ENFORCED_WITHIN_S)
        async with whep_player(whep, token=token(BANNED)) as returned:
            await returned.until_pictures(10)


async def is_in(node: RunningNode, url: str) -> bool:
    return (await node.http.get(url)).status_code == httpx.codes.OK


async def test_whep_asks_for_a_token_of_the_channel(on_air: RunningNode) -> None:
    async def ask(bearer: str) -> tuple[int, str, str]:
        headers = SDP | ({"authorization": f"Bearer {bearer}"} if bearer else {})
        answer = await on_air.http.post(f"{on_air.url}/whep/demo", content=make_offer("recvonly"), headers=headers)
        return answer.status_code, answer.json()["code"], answer.headers["www-authenticate"]

    assert (await ask(""))[:2] == (401, "token_missing")
    assert (await ask("nonsense"))[:2] == (401, "token_invalid")
    assert (await ask(token(OTHER, channel="ch_2")))[:2] == (401, "token_invalid")
    status, code, challenge = await ask(token(OTHER, good_for_s=-5))
    assert (status, code) == (401, "token_expired")
    assert 'error="invalid_token"' in challenge  # RFC 6750, 3.1


async def test_a_channel_that_begins_to_ask_while_it_is_watched(on_air: RunningNode) -> None:
    await tell(on_air, ViewingRules())
    await until(lambda: is_in(on_air, on_air.index_url()), ENFORCED_WITHIN_S)
    async with llhls_client(on_air.index_url()) as hls, whep_player(f"{on_air.url}/whep/demo") as player:
        await hls.open()
        await player.until_pictures(10)
        assert max(await end_of_both(hls, player, on_air, ASKS)) < ENFORCED_WITHIN_S
    async with llhls_client(index_url(on_air, None)) as guest:
        await (await guest.open()).follow(2)
