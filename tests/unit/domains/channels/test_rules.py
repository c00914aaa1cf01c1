import pytest

from klieg.domains.channels.errors import MalformedStreamKeyError
from klieg.domains.channels.rules import RESERVED_NAMES, StreamKey, is_channel_name

GOOD = "sk_" + "abcdefghijklmnopqrstuvwxyz234567"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", True),
        ("a1b", True),
        ("123", True),
        ("my-first-channel", True),
        ("a" * 30, True),
        ("", False),
        ("ab", False),
        ("a" * 31, False),
        ("-abc", False),
        ("abc-", False),
        ("a--b", False),
        ("Abc", False),
        ("a_b", False),
        ("a b", False),
        ("abc\n", False),
        ("äbc", False),
        ("abc/def", False),
        ("a\x00b", False),
    ],
)
def test_a_channel_name_is_a_lower_case_slug(text: str, *, expected: bool) -> None:
    assert is_channel_name(text) is expected


@pytest.mark.parametrize("name", ["api", "status", "metrics", "hls", "internal", "assets"])
def test_addresses_of_our_own_are_reserved(name: str) -> None:
    assert name in RESERVED_NAMES


def test_demo_is_free() -> None:
    assert "demo" not in RESERVED_NAMES


@pytest.mark.parametrize(
    "text",
    ["", "sk_", GOOD[:-1], GOOD + "a", GOOD.upper(), GOOD + "\n", "rt_" + GOOD[3:], "sk_" + "0" * 32, " " + GOOD],
)
def test_other_texts_are_no_stream_keys_and_are_not_repeated(text: str) -> None:
    with pytest.raises(MalformedStreamKeyError) as refused:
        StreamKey(text)
    assert len(text) < 5 or text not in str(refused.value)


def test_a_key_prints_masked_and_reveals_on_demand() -> None:
    key = StreamKey(GOOD)
    assert f"{key} {key!r} {[key]}" == "sk_*** sk_*** [sk_***]"
    assert key.reveal() == GOOD


def test_minted_keys_are_keys_and_differ() -> None:
    keys = {StreamKey.mint().reveal() for _ in range(200)}
    assert len(keys) == 200
    letters = {letter for key in keys for letter in key.removeprefix("sk_")}
    assert letters == set("abcdefghijklmnopqrstuvwxyz234567")


def test_keys_are_equal_by_value_and_are_found_by_hash() -> None:
    assert StreamKey(GOOD) == StreamKey(GOOD)
    assert hash(StreamKey(GOOD)) == hash(StreamKey(GOOD))
    assert StreamKey(GOOD) != StreamKey.mint()
    assert StreamKey(GOOD) != GOOD
    assert StreamKey(GOOD).lookup_hash() == StreamKey(GOOD).lookup_hash()
    assert GOOD[3:] not in StreamKey(GOOD).lookup_hash()
