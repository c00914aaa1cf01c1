import pytest

from klieg.contracts.facts import EndReason
from klieg.node.ingest import publish_ending as endings


@pytest.mark.parametrize("reason", list(EndReason))
def test_whatever_ends_a_session_is_a_sentence(reason: EndReason) -> None:
    ending = endings.stopped(reason)
    assert ending.reason is reason
    assert ending.description.endswith(".")


def test_limits_and_times_are_named() -> None:
    assert "800 kb/s" in endings.flood(800).description
    assert "4 s" in endings.idle(4.0).description
    assert endings.idle(4.0).reason is None, "the session waits for the encoder"
