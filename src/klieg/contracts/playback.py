"""Who may watch a channel, and the token a viewer shows a node.

A playback token is text of the form ``1.<channel id>.<viewer id>.<expiry>.<seal>``: only characters that stand in a
path and in a header as they are. The viewer is an account's id, empty for a guest; the expiry is seconds since the Unix
epoch; the seal is HMAC-SHA-256 over what stands before its dot, cut to 128 bits (RFC 2104, 5), in base64url without
padding. Control seals, nodes verify; both derive the key from the internal secret (HKDF, RFC 5869).

``POST /internal/v1/playback/viewing-rules`` with :class:`AskViewingRules` → :class:`ViewingRules`, by HTTP with the
internal secret: a node asks when it was told that they changed (``contracts.node_control``).
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict

from klieg.kernel.errors import ProtocolError
from klieg.kernel.ids import ChannelId, ViewerId

MAX_TOKEN_CHARACTERS = 120
TOKEN_SEGMENT = "t"  # noqa: S105 - a piece of a path
"""The path segment before the token: ``/hls/<channel>/t/<token>/…``; no stream session is named so."""

_PURPOSE = b"klieg playback token 1"
_KEY_BYTES = 32
_SEAL_BYTES = 16
_FORM = re.compile(r"(1\.([a-z0-9_]{1,40})\.([a-z0-9_]{0,40})\.([0-9]{1,11}))\.([A-Za-z0-9_-]{22})", re.ASCII)


class PlaybackTokenError(ProtocolError):
    """A text is no playback token of ours."""


class PlaybackPolicy(StrEnum):
    """Who may watch: whoever has the address, or only who shows a token."""

    OPEN = "open"
    TOKEN = "token"  # noqa: S105 - a policy's name


class ViewingRules(BaseModel):
    """Who may watch a channel. Bans bind viewers that a token names: on an open channel nobody is asked."""

    model_config = ConfigDict(frozen=True)

    policy: PlaybackPolicy = PlaybackPolicy.OPEN
    banned: frozenset[ViewerId] = frozenset()


class AskViewingRules(BaseModel):
    """The question."""

    model_config = ConfigDict(frozen=True)

    channel_id: ChannelId


@dataclass(frozen=True, slots=True)
class PlaybackToken:
    """Leave to begin watching a channel.

    Attributes:
        channel_id: Which.
        viewer: Whose; None for a guest.
        expires_at: Playback begins no later, in seconds since the Unix epoch.
    """

    channel_id: ChannelId
    viewer: ViewerId | None
    expires_at: int


class PlaybackKey:
    """Seals and verifies playback tokens.

    Args:
        internal_secret: What control and nodes share.
    """

    def __init__(self, internal_secret: str) -> None:
        derivation = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_PURPOSE)
        self._key = derivation.derive(internal_secret.encode())

    def seal(self, playback_token: PlaybackToken) -> str:
        """Return the token's text."""
        claims = f"1.{playback_token.channel_id}.{playback_token.viewer or ''}.{playback_token.expires_at}"
        return f"{claims}.{self._seal(claims)}"

    def verify(self, text: str) -> PlaybackToken:
        """Return the token of a text, expired or not.

        Raises:
            PlaybackTokenError: it has another form, or another key sealed it.
        """
        match = _FORM.fullmatch(text) if len(text) <= MAX_TOKEN_CHARACTERS else None
        if match is None:
            raise PlaybackTokenError("This is not of the form of a playback token.")
        claims, channel_id, viewer, expires_at, seal = match.groups()
        if not hmac.compare_digest(self._seal(claims), seal):
            raise PlaybackTokenError("This playback token was not made here.")
        return PlaybackToken(ChannelId(channel_id), ViewerId(viewer) if viewer else None, int(expires_at))

    def _seal(self, claims: str) -> str:
        digest = hmac.digest(self._key, claims.encode("ascii"), "sha256")
        return urlsafe_b64encode(digest[:_SEAL_BYTES]).rstrip(b"=").decode("ascii")
