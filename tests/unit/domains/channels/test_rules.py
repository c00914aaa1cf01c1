import re

import pytest

from klieg.contracts.ingest import ChannelType, MultitrackPolicy, TranscodePreset
from klieg.domains.channels.errors import ChannelConfigurationError, MalformedStreamKeyError
from klieg.domains.channels.rules import (
    PULL_URL_PATTERN,
    RESERVED_NAMES,
    PullUrl,
    SrtPassphrase,
    StreamKey,
    check_configuration,
    default_preset,
    is_channel_name,
)

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
        ("a_b", True),
        ("ada.l", True),
        ("a..b", False),
        (".abc", False),
        ("a b", False),
        ("abc\n", False),
        ("äbc", False),
        ("abc/def", False),
        ("a\x00b", False),
    ],
)
def test_a_channel_name_is_lower_case_with_single_dots_and_hyphens(text: str, *, expected: bool) -> None:
    assert is_channel_name(text) is expected


@pytest.mark.parametrize("name", ["api", "status", "metrics", "hls", "internal", "assets"])
def test_addresses_of_our_own_are_reserved(name: str) -> None:
    assert name in RESERVED_NAMES


def test_demo_is_free() -> None:
    assert "demo" not in RESERVED_NAMES


BASIC, STANDARD = ChannelType.BASIC, ChannelType.STANDARD
SD, HD = ChannelType.ADVANCED_SD, ChannelType.ADVANCED_HD
HIGHER, CONSTRAINED = TranscodePreset.HIGHER_BANDWIDTH_DELIVERY, TranscodePreset.CONSTRAINED_BANDWIDTH_DELIVERY
REFUSE, ALLOW, REQUIRE = MultitrackPolicy


@pytest.mark.parametrize("channel_type", ChannelType)
@pytest.mark.parametrize("preset", [None, HIGHER, CONSTRAINED])
@pytest.mark.parametrize("policy", MultitrackPolicy)
def test_presets_are_of_advanced_channels_and_multitrack_is_of_standard_ones(
    channel_type: ChannelType, preset: TranscodePreset | None, policy: MultitrackPolicy
) -> None:
    fits = (preset is None or channel_type in {SD, HD}) and (policy is REFUSE or channel_type is STANDARD)
    if fits:
        check_configuration(channel_type, preset, policy)
    else:
        with pytest.raises(ChannelConfigurationError, match=channel_type.value):
            check_configuration(channel_type, preset, policy)


@pytest.mark.parametrize(
    ("channel_type", "kept", "expected"),
    [
        (BASIC, None, None),
        (STANDARD, CONSTRAINED, None),
        (SD, None, HIGHER),
        (HD, CONSTRAINED, CONSTRAINED),
        (HD, "CONSTRAINED_BANDWIDTH_DELIVERY", CONSTRAINED),
    ],
)
def test_advanced_channels_have_a_preset_always(
    channel_type: ChannelType, kept: str | None, expected: TranscodePreset | None
) -> None:
    assert default_preset(channel_type, kept) is expected


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


def test_passphrases_print_masked_and_are_of_a_length_that_srt_takes() -> None:
    passphrases = {SrtPassphrase.mint().reveal() for _ in range(50)}
    assert len(passphrases) == 50
    assert all(10 <= len(passphrase) <= 79 for passphrase in passphrases)
    assert f"{SrtPassphrase.mint()} {[SrtPassphrase.mint()]}" == "*** [***]"
    assert SrtPassphrase("same") == SrtPassphrase("same") != StreamKey(GOOD)


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("rtmp://camera.example/live/key", True),
        ("rtmps://camera.example:443/live", True),
        ("https://tv.example/hls/index.m3u8?token=abc", True),
        ("rtsp://user:pass@10.0.0.7:554/stream", True),
        ("file:///srv/films/one.mp4", True),
        ("file://host/one.mp4", False),
        ("http:///nothing", False),
        ("ftp://tv.example/one.mp4", False),
        ("rtmp://camera.example/with blank", False),
        ("rtmp://ü.example/", False),
        ("-rtmp://camera.example/", False),
        ("", False),
    ],
)
def test_an_address_to_pull_from_has_a_scheme_that_nodes_know(url: str, *, fits: bool) -> None:
    assert (re.fullmatch(PULL_URL_PATTERN, url) is not None) is fits


def test_an_address_to_pull_from_shows_no_password() -> None:
    url = PullUrl("rtsp://user:hunter2@camera.example/stream?token=abc")
    assert url.masked() == "rtsp://user:***@camera.example/stream?token=***"
    assert "hunter2" not in f"{url} {url!r}"


def test_the_revision_of_a_pull_changes_with_the_address_and_the_key() -> None:
    one, two = PullUrl("rtmp://a.example/x"), PullUrl("rtmp://b.example/x")
    assert len({one.revision("k1"), one.revision("k2"), two.revision("k1")}) == 3
    assert one.revision("k1") == PullUrl("rtmp://a.example/x").revision("k1")


def test_keys_are_equal_by_value_and_are_found_by_hash() -> None:
    assert StreamKey(GOOD) == StreamKey(GOOD)
    assert hash(StreamKey(GOOD)) == hash(StreamKey(GOOD))
    assert StreamKey(GOOD) != StreamKey.mint()
    assert StreamKey(GOOD) != GOOD
    assert StreamKey(GOOD).lookup_hash() == StreamKey(GOOD).lookup_hash()
    assert GOOD[3:] not in StreamKey(GOOD).lookup_hash()
