import pytest

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import RefusalCode
from klieg.node.ingest import publish_ending as endings
from klieg.node.ingest.rtmp_answers import REFUSAL_CODES, status_code


def test_every_refusal_of_control_has_an_answer() -> None:
    assert set(REFUSAL_CODES) == set(RefusalCode)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (EndReason.STOPPED, "NetStream.Publish.Denied"),
        (EndReason.KEY_RESET, "NetStream.Publish.Denied"),
        (EndReason.CHANNEL_DELETED, "NetStream.Publish.Denied"),
        (EndReason.PUBLISHER_LEFT, "NetStream.Publish.Denied"),
        (EndReason.PROTOCOL_ERROR, "NetStream.Publish.Rejected"),
        (EndReason.NODE_STOPPED, "NetStream.Failed"),
    ],
)
def test_every_order_of_control_has_an_answer(reason: EndReason, code: str) -> None:
    assert status_code(endings.stopped(reason)) == code


def test_faults_of_the_encoder_are_told_from_its_silence() -> None:
    assert status_code(endings.idle(4)) == "NetStream.Publish.Idle"
    assert status_code(endings.flood(800)) == "NetStream.Publish.Rejected"
    assert status_code(endings.unreadable("audio_only", "Only sound arrived.")) == "NetStream.Publish.Rejected"
