"""The link to control, with an HTTP transport and a bus that are told how to behave."""

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import httpx
import pytest
from valkey.exceptions import ConnectionError as BusConnectionError

from fakes.node.parts import FakeTime, RecordingPublisher, make_broadcast, video_unit
from klieg.contracts.facts import EndReason, StreamEventName
from klieg.contracts.ingest import PublishAccepted, PublishRefused, RefusalCode
from klieg.kernel.ids import StreamSessionId
from klieg.node import control as module
from klieg.node.control import MAX_BUFFERED_FACTS, ControlLink

if TYPE_CHECKING:
    from valkey.asyncio import Valkey

ACCEPTED = {
    "decision": "accepted",
    "channel_id": "ch_1",
    "channel_name": "demo",
    "session_id": "ss_1",
    "latency_mode": "LOW",
    "resumed": False,
}


class FakeBus:
    """Takes facts and the lease, unless it is away."""

    def __init__(self) -> None:
        self.away = False
        self.facts: list[dict[str, object]] = []
        self.keys: dict[str, str] = {}
        self.refusals = 0
        self.refused_often = asyncio.Event()

    async def xadd(self, stream: str, fields: dict[str, bytes], **options: object) -> None:
        self._answer()
        self.facts.append(json.loads(fields["fact"]))

    async def set(self, key: str, value: str, px: int) -> None:
        self._answer()
        self.keys[key] = value

    async def delete(self, key: str) -> None:
        self._answer()
        del self.keys[key]

    def _answer(self) -> None:
        if self.away:
            self.refusals += 1
            if self.refusals == 5:
                self.refused_often.set()
            raise BusConnectionError("away")


class Link:
    def __init__(self, answer: Callable[[httpx.Request], httpx.Response] | None = None) -> None:
        self.bus = FakeBus()
        self.requests: list[httpx.Request] = []
        self._answer = answer or (lambda request: httpx.Response(200, json=ACCEPTED))
        self.control = ControlLink(
            httpx.AsyncClient(base_url="http://control", transport=httpx.MockTransport(self._receive)),
            cast("Valkey", self.bus),
            FakeTime(),
            node_id="node-1",
            control_url="http://node",
            held_sessions=lambda: [StreamSessionId("ss_7")],
        )

    def _receive(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)


async def test_the_question_carries_the_key_in_clear_and_what_this_node_holds() -> None:
    link = Link()
    decision = await link.control.authorize("rtmp", "sk_secret", "192.0.2.7")
    assert isinstance(decision, PublishAccepted)
    asked = json.loads(link.requests[0].content)
    assert asked["protocol"] == "rtmp"
    assert asked["stream_key"] == "sk_secret"
    assert asked["held_sessions"] == ["ss_7"]
    assert asked["boot_id"] == link.control.boot_id


async def test_a_refusal_of_control_is_passed_on() -> None:
    refused = {"decision": "refused", "code": "unknown_key", "description": "No."}
    decision = await Link(lambda request: httpx.Response(200, json=refused)).control.authorize("rtmp", "sk_x", "a")
    assert decision == PublishRefused(code=RefusalCode.UNKNOWN_KEY, description="No.")


def _unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody there", request=request)


@pytest.mark.parametrize(
    "answer",
    [
        _unreachable,
        lambda request: httpx.Response(500),
        lambda request: httpx.Response(401, json={}),
        lambda request: httpx.Response(200, text="<html>"),
        lambda request: httpx.Response(200, json={"decision": "perhaps"}),
    ],
    ids=["unreachable", "500", "401", "not JSON", "unknown decision"],
)
async def test_without_an_answer_of_control_the_publisher_is_told_to_try_again(
    answer: Callable[[httpx.Request], httpx.Response],
) -> None:
    decision = await Link(answer).control.authorize("rtmp", "sk_x", "a")
    assert isinstance(decision, PublishRefused)
    assert decision.code is RefusalCode.UNAVAILABLE


async def test_facts_reach_the_bus_in_order_and_the_lease_is_kept() -> None:
    link = Link()
    broadcast = make_broadcast()
    broadcast.put_on_air(RecordingPublisher())
    broadcast.write(video_unit(0))
    broadcast.started = True
    link.control.stream_started(broadcast)
    link.control.encoder_described(broadcast)
    link.control.stream_noted(broadcast, StreamEventName.RENDITIONS_SHED, "480p30")
    link.control.stream_ended(broadcast, EndReason.PUBLISHER_LEFT)
    running = asyncio.create_task(link.control.run())
    assert await link.control.flush(5)
    assert [fact["type"] for fact in link.bus.facts] == [
        "node_started",
        "stream_started",
        "encoder_described",
        "stream_noted",
        "stream_ended",
    ]
    assert link.bus.facts[3]["name"] == "Renditions Shed"
    assert len({fact["id"] for fact in link.bus.facts}) == 5
    assert json.loads(link.bus.keys["klieg:node:node-1"])["held_sessions"] == ["ss_7"]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await link.control.give_up_lease()
    assert link.bus.keys == {}


async def test_a_session_that_never_started_says_so() -> None:
    link = Link()
    link.control.stream_ended(make_broadcast(), EndReason.PUBLISHER_LEFT)
    running = asyncio.create_task(link.control.run())
    assert await link.control.flush(5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert link.bus.facts[-1]["reason"] == "never_started"


async def test_while_the_bus_is_away_facts_wait_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RETRY_FIRST_S", 0.0)
    monkeypatch.setattr(module, "RETRY_MOST_S", 0.0)
    link = Link()
    link.bus.away = True
    running = asyncio.create_task(link.control.run())
    link.control.session_ended(StreamSessionId("ss_1"), EndReason.NEVER_STARTED)
    assert not await link.control.flush(0.0)
    async with asyncio.timeout(5):
        await link.bus.refused_often.wait()
    assert link.control.bus_answers is False
    await link.control.give_up_lease()
    link.bus.away = False
    assert await link.control.flush(5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [fact["type"] for fact in link.bus.facts] == ["node_started", "stream_ended"]


async def test_the_buffer_of_facts_is_bounded_and_the_oldest_go() -> None:
    link = Link()
    for number in range(MAX_BUFFERED_FACTS + 5):
        link.control.session_ended(StreamSessionId(f"ss_{number}"), EndReason.STOPPED)
    running = asyncio.create_task(link.control.run())
    assert await link.control.flush(20)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(link.bus.facts) == MAX_BUFFERED_FACTS
    assert link.bus.facts[-1]["session_id"] == f"ss_{MAX_BUFFERED_FACTS + 4}"
