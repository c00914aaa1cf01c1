from klieg.node.ingest.masked_key import masked_key


def test_a_key_is_never_whole_in_the_log() -> None:
    assert masked_key("sk_abcdefghijklmnopqrst") == "sk_…qrst"
    assert masked_key("hello") == "sk_…"
    assert masked_key("") == "sk_…"
    assert masked_key("päßwörter-sind-geheim") == "sk_…"
