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
)
from klieg.kernel.ids import BootId, NodeId, StreamSessionId

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
