"""Second factors: what proves who somebody is besides a password, or in its place.

Codes of an authenticator app (RFC 6238), passkeys (WebAuthn), and recovery codes for the day both are lost.
"""

from klieg.domains.factors.actions.challenge import forget_challenges

__all__ = ["forget_challenges"]
