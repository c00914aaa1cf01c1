import pytest

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import IngestProtocol
from klieg.contracts.leases import NodeLease
from klieg.domains.live.rules import (
    SETTLING_S,
    Asker,
    Create,
    Holder,
    OpenSession,
    PublishVerdict,
    is_insecure,
    is_lost,
    judge_publish,
    lost_reason,
    muted_kinds,
    plan_pulls,
)
from klieg.kernel.ids import BootId, ChannelId, NodeId, StreamSessionId

OLD = SETTLING_S + 1
YOUNG = SETTLING_S - 1


def session(node: str = "here", boot: str = "b1", *, age_s: float = OLD, started: bool = True) -> OpenSession:
    return OpenSession(session_id="st_1", node_id=node, boot_id=boot, age_s=age_s, started=started)


def asker(*held: str) -> Asker:
    return Asker(node_id="here", boot_id="b1", held_sessions=frozenset(held))


def lease(*held: str, boot: str = "b1", node: str = "there") -> NodeLease:
    return NodeLease(
        node_id=NodeId(node),
        boot_id=BootId(boot),
        control_url="http://n",
        held_sessions=[StreamSessionId(each) for each in held],
    )


NOBODY = Holder()
LOST = Create(EndReason.NODE_LOST)


@pytest.mark.parametrize(
    ("current", "asking", "holder", "expected"),
    [
        # nothing open
        (None, asker(), NOBODY, Create(None)),
        (None, asker("st_1"), NOBODY, Create(None)),
        # open at the asking node
        (session(), asker("st_1"), NOBODY, "resume"),
        (session(age_s=0, started=False), asker("st_1"), NOBODY, "resume"),
        (session(), asker(), NOBODY, Create(EndReason.PUBLISHER_LOST)),
        (session(), asker("st_2"), NOBODY, Create(EndReason.PUBLISHER_LOST)),
        (session(started=False), asker(), NOBODY, Create(EndReason.NEVER_STARTED)),
        (session(age_s=YOUNG, started=False), asker(), NOBODY, "refuse"),
        (session(age_s=YOUNG), asker(), NOBODY, Create(EndReason.PUBLISHER_LOST)),
        # open at an earlier boot of the asking node
        (session(boot="b0"), asker(), NOBODY, LOST),
        (session(boot="b0", age_s=0, started=False), asker("st_1"), NOBODY, LOST),
        # open at another node
        (session("there"), asker(), Holder("there", lease=lease("st_1")), "refuse"),
        (session("there"), asker("st_1"), Holder("there", lease=lease("st_1")), "refuse"),
        (session("there"), asker(), Holder("there", lease=None), LOST),
        (session("there"), asker(), Holder("there", lease=lease("st_1", boot="b2")), LOST),
        (session("there"), asker(), Holder("there", lease=lease()), Create(EndReason.PUBLISHER_LOST)),
        (session("there", started=False), asker(), Holder("there", lease=lease()), Create(EndReason.NEVER_STARTED)),
        (session("there", age_s=YOUNG), asker(), Holder("there", lease=lease()), "refuse"),
        # open at another node, of which nothing is known
        (session("there"), asker(), Holder("there", known=False), "refuse"),
        (session("there"), asker(), NOBODY, "refuse"),
        (session("there"), asker(), Holder("elsewhere", lease=None), "refuse"),
    ],
)
def test_who_may_publish(current: OpenSession | None, asking: Asker, holder: Holder, expected: PublishVerdict) -> None:
    assert judge_publish(current, asking, holder) == expected


@pytest.mark.parametrize(
    ("current", "kept", "expected"),
    [
        (session(), lease("st_1"), None),
        (session(age_s=0, started=False), lease("st_1"), None),
        (session(), None, EndReason.NODE_LOST),
        (session(age_s=0), None, EndReason.NODE_LOST),
        (session(), lease("st_1", boot="b2"), EndReason.NODE_LOST),
        (session(), lease(), EndReason.PUBLISHER_LOST),
        (session(started=False), lease(), EndReason.NEVER_STARTED),
        (session(age_s=YOUNG), lease(), None),
    ],
)
def test_what_a_lease_says_of_a_session(
    current: OpenSession, kept: NodeLease | None, expected: EndReason | None
) -> None:
    assert is_lost(current, kept) is expected


def test_a_session_that_was_never_seen_never_started() -> None:
    assert lost_reason(started=True) is EndReason.PUBLISHER_LOST
    assert lost_reason(started=False) is EndReason.NEVER_STARTED


@pytest.mark.parametrize(
    ("protocol", "encrypted", "insecure"),
    [
        ("rtmp", False, True),
        ("rtmp", True, True),
        ("rtmps", False, False),
        ("srt", False, True),
        ("srt", True, False),
        ("whip", False, False),
        ("pull", False, False),
    ],
)
def test_what_travels_in_clear_is_insecure(protocol: IngestProtocol, *, encrypted: bool, insecure: bool) -> None:
    assert is_insecure(protocol, encrypted=encrypted) is insecure


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (None, []),
        ("none", []),
        ("audio", ["audio"]),
        ("video,audio", ["audio", "video"]),
        ("audio,smell", ["audio"]),
        ("", []),
    ],
)
def test_a_note_says_what_is_muted(code: str | None, expected: list[str]) -> None:
    assert muted_kinds(code) == expected


def pulling(node: str, **pulls: str) -> NodeLease:
    return lease(node=node).model_copy(update={"pulls": pulls})


def plan(wanted: dict[str, str], *leases: NodeLease) -> list[tuple[str, str, bool]]:
    orders = plan_pulls({ChannelId(name): revision for name, revision in wanted.items()}, by_node(*leases))
    return [(order.node_id, order.channel_id, order.start) for order in orders]


def by_node(*leases: NodeLease) -> dict[NodeId, NodeLease]:
    return {each.node_id: each for each in leases}


def test_a_pull_goes_to_one_living_node_and_the_same_whoever_looks() -> None:
    one, two, three = (pulling(name) for name in ("one", "two", "three"))
    (first,) = plan({"ch": "r1"}, one, two, three)
    (again,) = plan({"ch": "r1"}, three, one, two)
    assert first == again
    assert first[1:] == ("ch", True)


def test_pulls_spread_over_nodes() -> None:
    orders = plan({f"ch_{number}": "r" for number in range(60)}, pulling("one"), pulling("two"), pulling("three"))
    given = [node for node, _, _ in orders]
    assert all(given.count(node) > 8 for node in ("one", "two", "three"))


@pytest.mark.parametrize(
    ("wanted", "leases", "expected"),
    [
        ({"ch": "r1"}, [], []),
        ({"ch": "r1"}, [pulling("one", ch="r1"), pulling("two")], []),
        ({"ch": "r2"}, [pulling("one", ch="r1"), pulling("two")], [("one", "ch", True)]),
        ({}, [pulling("one", ch="r1")], [("one", "ch", False)]),
        ({"other": "r1"}, [pulling("one", ch="r1")], [("one", "ch", False), ("one", "other", True)]),
    ],
)
def test_what_a_node_keeps_stays_with_it(
    wanted: dict[str, str], leases: list[NodeLease], expected: list[tuple[str, str, bool]]
) -> None:
    assert plan(wanted, *leases) == expected


def test_of_two_nodes_that_pull_the_same_one_stops() -> None:
    one, two = pulling("one", ch="r1"), pulling("two", ch="r1")
    (order,) = plan({"ch": "r1"}, one, two)
    assert order[1:] == ("ch", False)
    kept = {"one", "two"} - {order[0]}
    assert plan({"ch": "r1"}, *(each for each in (one, two) if each.node_id in kept)) == []
