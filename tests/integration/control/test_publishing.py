"""From a stream key to live and back, as nodes ask and tell."""

import asyncio

import httpx
import pytest

from fakes.control.fake_node import ENCODER, FakeNode
from fakes.control.running_control import PATIENCE_S, RunningControl, until
from klieg.contracts.facts import EndReason, StreamEventName
from klieg.contracts.ingest import PublishAccepted, PublishRefused, RefusalCode
from klieg.domains import live
from klieg.domains.work import instant
from klieg.kernel.ids import NodeId, StreamSessionId

CREATED = ("Session Created", None)
STARTED = ("Stream Start", None)
STREAM_END = ("Stream End", None)


async def go_live(running: RunningControl, key: str, node: FakeNode | None = None) -> StreamSessionId:
    """Publish with a key until the channel is live."""
    node = node or running.node
    decision = await node.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishAccepted), decision
    await node.renew_lease()
    await node.tell(node.started(decision.session_id))
    await running.until_live(decision.channel_name)
    return decision.session_id


async def test_a_key_takes_a_channel_on_the_air_and_a_goodbye_takes_it_off(running: RunningControl) -> None:
    key = await running.make_channel()
    session_id = await go_live(running, key)
    shown = await running.channel()
    assert shown["session_id"] == session_id
    assert shown["started_at"] is not None
    owned = (await running.admin.get("/api/v1/channels/demo")).json()
    assert owned["encoder"] == ENCODER.model_dump(mode="json")
    await running.node.tell(running.node.ended(session_id))
    await running.until_live(live=False)
    assert await running.events() == [CREATED, STARTED, STREAM_END, ("Session Ended", "publisher_left")]


async def test_a_session_that_never_started_has_no_stream_events(running: RunningControl) -> None:
    decision = await running.node.authorize(running.nodes_client, await running.make_channel())
    assert isinstance(decision, PublishAccepted)
    await running.node.tell(running.node.ended(decision.session_id, EndReason.NEVER_STARTED))
    expected = [CREATED, ("Session Ended", "never_started")]
    assert await until(running.events, lambda events: len(events) == 2) == expected


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("sk_" + "a" * 32, RefusalCode.UNKNOWN_KEY),
        ("", RefusalCode.MALFORMED_KEY),
        ("sk_" + "A" * 32, RefusalCode.MALFORMED_KEY),
        ("demo", RefusalCode.MALFORMED_KEY),
        ("sk_ü" + "a" * 31, RefusalCode.MALFORMED_KEY),
        ("sk_" + "a" * 32 + "\n", RefusalCode.MALFORMED_KEY),
        ("\x00" * 35, RefusalCode.MALFORMED_KEY),
    ],
)
async def test_a_key_that_is_none_is_refused(running: RunningControl, key: str, code: RefusalCode) -> None:
    await running.make_channel()
    decision = await running.node.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishRefused)
    assert decision.code is code
    assert key not in decision.description or not key


async def test_the_same_node_gets_its_session_back(running: RunningControl) -> None:
    key = await running.make_channel()
    session_id = await go_live(running, key)
    decision = await running.node.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishAccepted)
    assert (decision.session_id, decision.resumed) == (session_id, True)


async def test_another_living_node_is_refused(running: RunningControl) -> None:
    key = await running.make_channel()
    await go_live(running, key)
    other = FakeNode(running.bus, NodeId("node-2"))
    decision = await other.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishRefused)
    assert decision.code is RefusalCode.ALREADY_LIVE


async def test_another_node_takes_over_from_a_dead_one(running: RunningControl) -> None:
    key = await running.make_channel()
    first = await go_live(running, key)
    await running.node.lose_lease()
    other = FakeNode(running.bus, NodeId("node-2"))
    decision = await other.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishAccepted)
    assert decision.session_id != first
    sessions = (await running.admin.get("/api/v1/channels/demo/sessions")).json()["sessions"]
    assert [session["end_reason"] for session in sessions] == [None, "node_lost"]


async def test_a_restarted_node_ends_what_its_earlier_boot_held_at_once(running: RunningControl) -> None:
    await go_live(running, await running.make_channel())
    await running.node.tell(running.node.booted())
    await running.until_live(live=False)
    assert (await running.events())[-1] == ("Session Ended", "node_lost")


async def test_a_dead_node_takes_its_streams_off_the_air_within_ten_seconds(running: RunningControl) -> None:
    await go_live(running, await running.make_channel())
    async with asyncio.timeout(10):  # "a publisher that dies without goodbye is offline within 10 s", its node too
        await running.until_live(live=False)
    assert (await running.events())[-1] == ("Session Ended", "node_lost")


async def test_a_session_the_living_node_forgot_ends(running: RunningControl) -> None:
    session_id = await go_live(running, await running.make_channel())
    running.node.held.discard(session_id)

    async def look() -> bool:
        await running.node.renew_lease()
        return bool((await running.channel())["is_live"])

    assert await until(look, lambda is_live: not is_live) is False
    assert (await running.events())[-1] == ("Session Ended", "publisher_lost")


async def test_what_a_node_notes_is_read_by_the_owner_and_muting_by_everybody(running: RunningControl) -> None:
    session_id = await go_live(running, await running.make_channel())
    assert (await running.channel())["publisher_muted"] == []
    note = running.node.noted
    await running.node.tell(
        note(session_id, StreamEventName.RENDITIONS_SHED, "720p60,480p30"),
        note(session_id, StreamEventName.PUBLISHER_MUTED, "audio,video"),
        note(StreamSessionId("st_none"), StreamEventName.LIMIT_BREACH, None),
    )
    await until(running.channel, lambda shown: shown["publisher_muted"] == ["audio", "video"])
    await running.node.tell(
        note(session_id, StreamEventName.PUBLISHER_MUTED, "none"),
        note(session_id, StreamEventName.LIMIT_BREACH, "x" * 99),
    )
    await until(running.events, lambda events: len(events) == 6)
    assert (await running.channel())["publisher_muted"] == []
    assert (await running.events())[2:] == [
        ("Renditions Shed", "720p60,480p30"),
        ("Publisher Muted", "audio,video"),
        ("Publisher Muted", "none"),
        ("Limit Breach", "x" * 40),
    ]


async def test_a_publisher_that_mutes_without_end_fills_no_table(
    running_on_sqlite: RunningControl, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = running_on_sqlite
    monkeypatch.setattr("klieg.domains.live.rules.MAX_SESSION_EVENTS", 4)
    session_id = await go_live(running, await running.make_channel())
    codes = ["audio", "none", "audio", "none", "video"]
    await running.node.tell(*(running.node.noted(session_id, StreamEventName.PUBLISHER_MUTED, code) for code in codes))
    await until(running.channel, lambda shown: shown["publisher_muted"] == ["video"])
    assert len(await running.events()) == 4


async def test_facts_told_twice_change_nothing(running: RunningControl) -> None:
    key = await running.make_channel()
    decision = await running.node.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishAccepted)
    await running.node.renew_lease()
    start, end = running.node.started(decision.session_id), running.node.ended(decision.session_id)
    await running.node.tell(start, end)
    await until(running.events, lambda events: len(events) == 4)
    before = (await running.admin.get("/api/v1/channels/demo/sessions")).json()
    await running.node.tell(start, end, end, start)
    marker = await running.node.authorize(running.nodes_client, key)
    assert isinstance(marker, PublishAccepted)
    await running.node.tell(running.node.started(marker.session_id))  # in order behind the replayed ones
    await running.until_live()
    after = (await running.admin.get("/api/v1/channels/demo/sessions")).json()
    assert after["sessions"][1:] == before["sessions"]


async def test_a_fact_about_an_unknown_session_changes_nothing(running: RunningControl) -> None:
    now = instant(running.control.clock.wallclock())
    for fact in (running.node.started(StreamSessionId("st_none")), running.node.ended(StreamSessionId("st_none"))):
        async with running.control.database.work() as work:
            assert await live.apply_fact(work, fact, now)
        assert work.events == []


async def test_a_fact_that_cannot_be_read_does_not_stop_the_next(running: RunningControl) -> None:
    decision = await running.node.authorize(running.nodes_client, await running.make_channel())
    assert isinstance(decision, PublishAccepted)
    await running.node.renew_lease()
    await running.bus.client.xadd("klieg:facts", {"fact": '{"type":"moon_landed"}'})
    await running.bus.client.xadd("klieg:facts", {"other": "field"})
    await running.node.tell(running.node.started(decision.session_id))
    await running.until_live()


@pytest.mark.parametrize(
    ("method", "path", "reason"),
    [
        ("DELETE", "/api/v1/channels/demo/stream", EndReason.STOPPED),
        ("POST", "/api/v1/channels/demo/stream-key", EndReason.KEY_RESET),
        ("DELETE", "/api/v1/channels/demo", EndReason.CHANNEL_DELETED),
    ],
)
async def test_what_ends_a_stream_reaches_its_node(
    running: RunningControl, method: str, path: str, reason: EndReason
) -> None:
    session_id = await go_live(running, await running.make_channel())
    response = await running.admin.request(method, path)
    assert response.is_success, response.text
    async with asyncio.timeout(PATIENCE_S):
        await running.node.stop_asked.wait()
    assert running.node.stopped == {session_id: reason}
    if reason is not EndReason.CHANNEL_DELETED:
        assert (await running.channel())["is_live"] is False
        assert (await running.events())[-1] == ("Session Ended", reason.value)


async def test_a_stop_is_repeated_until_the_node_answers(running: RunningControl) -> None:
    session_id = await go_live(running, await running.make_channel())
    running.node.deaf = True
    assert (await running.admin.delete("/api/v1/channels/demo/stream")).is_success
    async with asyncio.timeout(PATIENCE_S):
        await running.node.stop_asked.wait()
    assert running.node.stopped == {}
    running.node.deaf = False

    async def look() -> dict[StreamSessionId, EndReason]:
        await running.node.renew_lease()
        return running.node.stopped

    assert await until(look, bool) == {session_id: EndReason.STOPPED}


async def test_a_reset_key_is_unknown_and_the_new_one_works(running: RunningControl) -> None:
    old = await running.make_channel()
    new = (await running.admin.post("/api/v1/channels/demo/stream-key")).json()["stream_key"]
    assert new != old
    refused = await running.node.authorize(running.nodes_client, old)
    assert isinstance(refused, PublishRefused)
    assert refused.code is RefusalCode.UNKNOWN_KEY
    assert isinstance(await running.node.authorize(running.nodes_client, new), PublishAccepted)


async def test_of_publishers_that_come_together_one_is_let_in(running: RunningControl) -> None:
    key = await running.make_channel()
    nodes = [FakeNode(running.bus, NodeId(f"node-{number}")) for number in range(8)]
    for node in nodes:
        await node.renew_lease()
    decisions = await asyncio.gather(*(node.authorize(running.nodes_client, key) for node in nodes))
    accepted = [decision for decision in decisions if isinstance(decision, PublishAccepted)]
    assert len(accepted) == 1
    assert {d.code for d in decisions if isinstance(d, PublishRefused)} == {RefusalCode.ALREADY_LIVE}
    sessions = (await running.admin.get("/api/v1/channels/demo/sessions")).json()["sessions"]
    assert len(sessions) == 1


async def test_two_publishers_at_one_node_before_it_holds_either(running: RunningControl) -> None:
    key = await running.make_channel()
    one, two = (FakeNode(running.bus, boot_id=running.node.boot_id) for _ in range(2))
    decisions = await asyncio.gather(*(node.authorize(running.nodes_client, key) for node in (one, two)))
    assert sorted(decision.decision for decision in decisions) == ["accepted", "refused"]


async def test_a_key_reset_races_a_publisher_and_leaves_nothing_on_the_air(running: RunningControl) -> None:
    for number in range(5):
        name = f"race-{number}"
        key = await running.make_channel(name)
        node = FakeNode(running.bus, NodeId(f"node-{number}"))
        decision, reset = await asyncio.gather(
            node.authorize(running.nodes_client, key), running.admin.post(f"/api/v1/channels/{name}/stream-key")
        )
        assert reset.status_code == httpx.codes.OK
        streams = await running.control.application.list_streams()
        assert [stream for stream in streams if stream.channel == name] == [], decision


async def test_a_node_that_holds_what_control_ended_is_asked_to_drop_it(running: RunningControl) -> None:
    session_id = await go_live(running, await running.make_channel())
    now = instant(running.control.clock.wallclock())
    async with running.control.database.work() as work:
        await live.end_lost_session(work, session_id, EndReason.NODE_LOST, now)

    async def look() -> dict[StreamSessionId, EndReason]:
        await running.node.renew_lease()
        return running.node.stopped

    assert await until(look, bool) == {session_id: EndReason.NODE_LOST}
