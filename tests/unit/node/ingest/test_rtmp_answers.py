from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import RefusalCode
from klieg.node.ingest.rtmp_answers import REFUSAL_CODES, STOP_ANSWERS, masked_key


def test_every_refusal_of_control_has_an_answer() -> None:
    assert set(REFUSAL_CODES) == set(RefusalCode)


def test_every_order_of_control_has_an_answer() -> None:
    assert {EndReason.STOPPED, EndReason.KEY_RESET, EndReason.CHANNEL_DELETED, EndReason.NODE_STOPPED} <= set(
        STOP_ANSWERS
    )


def test_a_key_is_never_whole_in_the_log() -> None:
    assert masked_key("sk_abcdefghijklmnopqrst") == "sk_…qrst"
    assert masked_key("hello") == "sk_…"
    assert masked_key("") == "sk_…"
    assert masked_key("päßwörter-sind-geheim") == "sk_…"
