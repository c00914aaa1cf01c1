import pytest

from klieg.api.realtime import doorkeeper
from klieg.api.realtime.doorkeeper import Doorkeeper


def test_room_is_bounded_in_all_and_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorkeeper, "MAX_SOCKETS", 3)
    monkeypatch.setattr(doorkeeper, "MAX_SOCKETS_PER_ADDRESS", 2)
    keeper = Doorkeeper()
    assert [keeper.admit("a") for _ in range(3)] == [True, True, False]
    assert [keeper.admit("b") for _ in range(2)] == [True, False]
    assert keeper.open_sockets == 3
    keeper.leave("a")
    assert keeper.admit("b")
