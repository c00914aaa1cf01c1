from klieg.node.delivery.deadlines import Deadlines


def test_members_expire_in_the_order_they_were_started() -> None:
    deadlines: Deadlines[str] = Deadlines(10)
    deadlines.start("a", 0)
    deadlines.start("b", 1)
    deadlines.start("a", 2)  # again: later now
    assert deadlines.take_expired(10.9) == []
    assert deadlines.take_expired(11) == ["b"]
    assert deadlines.take_expired(100) == ["a"]
    assert len(deadlines) == 0


def test_a_stopped_member_does_not_expire() -> None:
    deadlines: Deadlines[str] = Deadlines(10)
    deadlines.start("a", 0)
    deadlines.stop("a")
    deadlines.stop("never started")
    assert "a" not in deadlines
    assert deadlines.take_expired(100) == []
