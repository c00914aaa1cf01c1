"""What factors need of the world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from klieg.domains.factors.models import Passkey
from klieg.domains.factors.rules import RelyingParty, TotpSecret

type Options = dict[str, Any]
"""What a page hands to the browser: the JSON forms of WebAuthn level 3 section 5.1.8 and after."""
type Answer = Mapping[str, Any]
"""What the browser's ``PublicKeyCredential.toJSON()`` gives. Nothing about it has been looked at."""


@dataclass(frozen=True, slots=True)
class EnrolledPasskey:
    """A new key pair whose answer held.

    Attributes:
        credential_id: By which the authenticator knows it, base64url.
        public_key: As COSE (RFC 9052 section 7).
        sign_count: How often it has signed, as far as it counts.
        transports: By what the authenticator is reached (WebAuthn section 5.8.4); a hint.
    """

    credential_id: str
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...] = ()


class TotpCipher(Protocol):
    """Encrypts secrets of authenticator apps at rest, authenticated, under a secret the database does not hold."""

    def encrypt(self, secret: TotpSecret) -> str:
        """Return text for the database."""
        ...

    def decrypt(self, encrypted: str) -> TotpSecret | None:
        """Return the secret, or None when it was encrypted under another secret or altered."""
        ...


class PasskeyCeremonies(Protocol):
    """The two ceremonies of WebAuthn, section 7: a key pair is made, and used."""

    def enrolment_options(
        self, party: RelyingParty, account: tuple[str, str], challenge: bytes, known: Sequence[Passkey]
    ) -> Options:
        """Return what a browser needs to have a key pair made.

        Args:
            party: The site.
            account: Its id, which the authenticator keeps, and the name it shows.
            challenge: What is signed.
            known: Passkeys the account has: their authenticators make no second one.
        """
        ...

    def check_enrolment(self, party: RelyingParty, challenge: bytes, answer: Answer) -> EnrolledPasskey:
        """Return the new key pair (section 7.1).

        Raises:
            PasskeyInvalidError: the answer does not hold.
        """
        ...

    def request_options(self, party: RelyingParty, challenge: bytes, known: Sequence[Passkey] | None) -> Options:
        """Return what a browser needs to have a challenge signed.

        Args:
            party: The site.
            challenge: What is signed.
            known: Only by one of these; None: by any that the person chooses, which then must verify the person.
        """
        ...

    def credential_of(self, answer: Answer) -> str:
        """Return by which key pair an answer says it is signed, base64url; empty when it does not say."""
        ...

    def check_signature(
        self, party: RelyingParty, challenge: bytes, answer: Answer, passkey: Passkey, *, verified: bool
    ) -> int:
        """Return the new count of signatures (section 7.2).

        Args:
            party: The site.
            challenge: What was to be signed.
            answer: What came.
            passkey: Whose signature it has to be.
            verified: Whether the authenticator must have verified its person.

        Raises:
            SecondFactorWrongError: the answer does not hold.
        """
        ...
