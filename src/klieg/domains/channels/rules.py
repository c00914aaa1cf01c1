"""Pure decisions about channels: what may be a name, which configurations go together, what is a credential."""

import hashlib
import hmac
import re
import secrets
from typing import Self, override

from klieg.contracts.ingest import ChannelType, MultitrackPolicy, TranscodePreset
from klieg.domains.channels.errors import ChannelConfigurationError, MalformedStreamKeyError
from klieg.kernel.log import mask_text

NAME_MIN = 3
NAME_MAX = 30
NAME_PATTERN = "^[a-z0-9_]+([-.][a-z0-9_]+)*$"
TITLE_MAX = 140
DESCRIPTION_MAX = 2000
TAGS_MAX, TAG_MAX = 10, 25
LINKS_MAX, LINK_MAX = 5, 200
CATEGORY_MAX = 40
TITLE_PATTERN = r"^[^\x00-\x1f\x7f]+$"
TEXT_PATTERN = r"^[^\x00-\x09\x0b-\x1f\x7f]+$"
"""Words in lines."""
TAG_PATTERN = r"^[^#,\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]+$"
"""No controls, no spaces of any kind: written out, as dialects differ in what a space is."""
LINK_PATTERN = r"^https?://[A-Za-z0-9][!-~]*$"
PULL_URL_MAX = 2000
PULL_URL_PATTERN = "^((rtmps?|https?|rtsps?)://[!-.0-~][!-~]*|file:///[!-~]+)$"

_RESERVED = """
about account accounts admin api app apple-touch-icon archive assets auth avatars broadcast browse build category
channel channels chat collab control dashboard debug design directory docs favicon feed following go-live health
healthz help hls home index internal ivs live login logout mailbox manager manifest media metrics moderation new node
openapi operator path pictures player privacy realtime register reset robots search security session settings setup
shop signup sitemap stage stages static status stream streams studio support terms test-card thumbnails user users
verify vod watch webhooks well-known whep whip www
"""
RESERVED_NAMES = frozenset(_RESERVED.split())
"""First path segments that belong to the app, the API or a later capability."""

ADVANCED_TYPES = frozenset({ChannelType.ADVANCED_SD, ChannelType.ADVANCED_HD})

_KEY_DIGITS = 32
_PASSPHRASE_DIGITS = 24
_REVISION_DIGITS = 16
_KEY_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_KEY_FORM = re.compile(r"sk_[a-z2-7]{32}")
_NAME_FORM = re.compile(NAME_PATTERN.removeprefix("^").removesuffix("$"))


def is_channel_name(text: str) -> bool:
    """Whether a channel could have this name: 3 to 30 of a-z, digits and _, with single hyphens and dots between."""
    return NAME_MIN <= len(text) <= NAME_MAX and _NAME_FORM.fullmatch(text) is not None


def default_preset(channel_type: ChannelType, kept: str | None = None) -> TranscodePreset | None:
    """Return the preset when the owner names none: what it was, on ADVANCED channels; the others have none."""
    if channel_type not in ADVANCED_TYPES:
        return None
    return TranscodePreset(kept or TranscodePreset.HIGHER_BANDWIDTH_DELIVERY)


def check_configuration(
    channel_type: ChannelType, preset: TranscodePreset | None, multitrack: MultitrackPolicy
) -> None:
    """Return when the three go together.

    Raises:
        ChannelConfigurationError: a preset without a ladder to apply it to, or several pictures where a ladder or
            tight limits rule them out.
    """
    if preset is not None and channel_type not in ADVANCED_TYPES:
        raise ChannelConfigurationError(
            f"A {channel_type} channel has no preset: choose the type ADVANCED_SD or ADVANCED_HD, or leave it out."
        )
    if multitrack is not MultitrackPolicy.REFUSE and channel_type is not ChannelType.STANDARD:
        raise ChannelConfigurationError(
            f"A {channel_type} channel takes one picture: multitrack {multitrack} needs the type STANDARD."
        )


class Credential:
    """A secret of an encoder's. Prints masked; ``reveal`` is explicit."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return it in clear: for its owner's eyes and for encryption only."""
        return self._value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return hmac.compare_digest(self._value, other._value)

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__


class StreamKey(Credential):
    """What an encoder publishes with: ``sk_`` and 160 random bits in base 32."""

    __slots__ = ()

    def __init__(self, value: str) -> None:
        """Take a key's text.

        Raises:
            MalformedStreamKeyError: it has not the form of a key.
        """
        if _KEY_FORM.fullmatch(value) is None:
            raise MalformedStreamKeyError
        super().__init__(value)

    @classmethod
    def mint(cls) -> Self:
        """Make a new random key."""
        return cls("sk_" + _random_letters(_KEY_DIGITS))

    def lookup_hash(self) -> str:
        """Return the SHA-256 in hex under which its channel is found. 160 random bits need no salt."""
        return hashlib.sha256(self._value.encode("ascii")).hexdigest()

    @override
    def __repr__(self) -> str:
        return "sk_***"

    __str__ = __repr__


class SrtPassphrase(Credential):
    """What SRT's encryption is keyed with: 120 random bits in base 32 (SRT takes 10 to 79 characters)."""

    __slots__ = ()

    @classmethod
    def mint(cls) -> Self:
        """Make a new random passphrase."""
        return cls(_random_letters(_PASSPHRASE_DIGITS))


class PullUrl(Credential):
    """Where a node fetches a channel's media from; it may hold a password."""

    __slots__ = ()

    def masked(self) -> str:
        """Return it for people: without a password or a token."""
        return mask_text(self._value)

    def revision(self, stream_key_hash: str) -> str:
        """Return what changes when the address does, or the key the node publishes with."""
        return hashlib.sha256(f"{self._value} {stream_key_hash}".encode()).hexdigest()[:_REVISION_DIGITS]


def _random_letters(count: int) -> str:
    return "".join(secrets.choice(_KEY_LETTERS) for _ in range(count))
