"""The playback token: its form, its seal, whose it is."""

import hashlib
import hmac
from base64 import urlsafe_b64decode

import pytest

from klieg.contracts.playback import (
    MAX_TOKEN_CHARACTERS,
    TOKEN_SEGMENT,
    PlaybackKey,
    PlaybackToken,
    PlaybackTokenError,
    ViewingRules,
)
from klieg.kernel.ids import ChannelId, ViewerId, new_id

KEY = PlaybackKey("a-secret")
TOKEN = PlaybackToken(ChannelId("ch_1"), ViewerId("ac_2"), 1_800_000_000)


@pytest.mark.parametrize("viewer", [ViewerId("ac_2"), None])
def test_what_is_sealed_is_verified(viewer: ViewerId | None) -> None:
    token = PlaybackToken(ChannelId("ch_1"), viewer, 1_800_000_000)
    text = KEY.seal(token)
    assert KEY.verify(text) == token
    assert text.startswith(f"1.ch_1.{viewer or ''}.1800000000.")


def test_it_stands_in_a_path_and_in_a_header_as_it_is() -> None:
    longest = PlaybackToken(ChannelId(new_id("ch", 4e9)), ViewerId(new_id("acc", 4e9)), 99_999_999_999)
    text = KEY.seal(longest)
    assert len(text) <= MAX_TOKEN_CHARACTERS
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
    assert KEY.verify(text) == longest


def test_the_key_is_derived_by_hkdf_for_this_purpose_alone() -> None:
    """RFC 5869, 2.2 and 2.3: without a salt, one block."""
    pseudorandom = hmac.digest(bytes(hashlib.sha256().digest_size), b"a-secret", "sha256")
    key = hmac.digest(pseudorandom, b"klieg playback token 1\x01", "sha256")
    claims, _, seal = KEY.seal(TOKEN).rpartition(".")
    by_hand = hmac.digest(key, claims.encode(), "sha256")[:16]
    assert by_hand.hex() == urlsafe_b64decode(seal + "==").hex()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1.ch_1.ac_2.1800000000",
        "2" + KEY.seal(TOKEN)[1:],
        KEY.seal(TOKEN).replace("ch_1", "ch_2"),
        KEY.seal(TOKEN).replace("ac_2", "ac_3"),
        KEY.seal(TOKEN).replace("ac_2", ""),
        KEY.seal(TOKEN).replace("1800000000", "1900000000"),
        KEY.seal(TOKEN)[:-1],
        KEY.seal(TOKEN) + "A",
        KEY.seal(TOKEN) + "\n",
        KEY.seal(TOKEN).replace(".1800000000", ".\uff11800000000"),
        PlaybackKey("another-secret").seal(TOKEN),
        "1." + "c" * 5000,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(PlaybackTokenError):
        KEY.verify(text)


def test_there_is_one_text_of_a_seal() -> None:
    """The last character of base64url carries four bits that mean nothing: another one there is another text."""
    text = KEY.seal(TOKEN)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for other in alphabet.replace(text[-1], ""):
        with pytest.raises(PlaybackTokenError):
            KEY.verify(text[:-1] + other)


def test_no_stream_session_is_named_like_the_segment_before_a_token() -> None:
    assert new_id("st", 0.0) != TOKEN_SEGMENT
    assert len(TOKEN_SEGMENT) < len("st_")


def test_rules_go_over_the_wire() -> None:
    rules = ViewingRules.model_validate_json('{"policy": "token", "banned": ["ac_2", "ac_2"]}')
    assert ViewingRules.model_validate_json(rules.model_dump_json()) == rules
    assert rules.banned == {"ac_2"}
