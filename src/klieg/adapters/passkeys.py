"""The ceremonies of passkeys by Duo's ``webauthn``."""

import re
from collections.abc import Sequence

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from klieg.domains.factors import (
    Answer,
    EnrolledPasskey,
    Options,
    Passkey,
    PasskeyCeremonies,
    PasskeyInvalidError,
    RelyingParty,
    SecondFactorWrongError,
)

TIMEOUT_MS = 120_000
"""How long the browser waits for its person: less than a challenge lives."""
_CREDENTIAL_ID = re.compile(r"[A-Za-z0-9_-]{1,1364}")
"""At most 1023 bytes (WebAuthn section 4), as base64url."""
_FAULTS = (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, OverflowError)
"""What the library raises at nonsense: its own, and what base64, CBOR and key parsers let through."""
_KNOWN_TRANSPORTS = frozenset(transport.value for transport in AuthenticatorTransport)


class WebAuthnCeremonies(PasskeyCeremonies):
    """Asks for no attestation: whose make an authenticator is decides nothing here."""

    def enrolment_options(
        self, party: RelyingParty, account: tuple[str, str], challenge: bytes, known: Sequence[Passkey]
    ) -> Options:
        """Return what a browser needs to have a key pair made, one that is found without a name where that can be."""
        account_id, name = account
        return options_to_json_dict(
            generate_registration_options(
                rp_id=party.id,
                rp_name=party.id,
                user_id=account_id.encode(),
                user_name=name,
                challenge=challenge,
                timeout=TIMEOUT_MS,
                authenticator_selection=AuthenticatorSelectionCriteria(
                    resident_key=ResidentKeyRequirement.PREFERRED,
                    user_verification=UserVerificationRequirement.PREFERRED,
                ),
                exclude_credentials=_descriptors(known),
            )
        )

    def check_enrolment(self, party: RelyingParty, challenge: bytes, answer: Answer) -> EnrolledPasskey:
        """Return the new key pair."""
        try:
            credential = parse_registration_credential_json(dict(answer))
            made = verify_registration_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=party.id,
                expected_origin=party.origin,
            )
        except _FAULTS as error:
            raise PasskeyInvalidError from error
        credential_id = bytes_to_base64url(made.credential_id)
        if _CREDENTIAL_ID.fullmatch(credential_id) is None:
            raise PasskeyInvalidError
        transports = tuple(transport.value for transport in credential.response.transports or [])
        return EnrolledPasskey(credential_id, made.credential_public_key, made.sign_count, transports)

    def request_options(self, party: RelyingParty, challenge: bytes, known: Sequence[Passkey] | None) -> Options:
        """Return what a browser needs to have a challenge signed."""
        alone = known is None
        verification = UserVerificationRequirement.REQUIRED if alone else UserVerificationRequirement.PREFERRED
        return options_to_json_dict(
            generate_authentication_options(
                rp_id=party.id,
                challenge=challenge,
                timeout=TIMEOUT_MS,
                allow_credentials=_descriptors(known or ()),
                user_verification=verification,
            )
        )

    def credential_of(self, answer: Answer) -> str:
        """Return by which key pair an answer says it is signed."""
        told = answer.get("id")
        return told if isinstance(told, str) and _CREDENTIAL_ID.fullmatch(told) else ""

    def check_signature(
        self, party: RelyingParty, challenge: bytes, answer: Answer, passkey: Passkey, *, verified: bool
    ) -> int:
        """Return the new count of signatures. A passkey that stands alone tells whose it is (section 7.2, step 6)."""
        try:
            credential = parse_authentication_credential_json(dict(answer))
            signed = verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=party.id,
                expected_origin=party.origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=verified,
            )
        except _FAULTS as error:
            raise SecondFactorWrongError from error
        told = credential.response.user_handle
        is_owners = not verified if told is None else told == passkey.account_id.encode()
        if not is_owners or bytes_to_base64url(signed.credential_id) != passkey.credential_id:
            raise SecondFactorWrongError
        return signed.new_sign_count


def _descriptors(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=base64url_to_bytes(passkey.credential_id),
            transports=[AuthenticatorTransport(known) for known in passkey.transports if known in _KNOWN_TRANSPORTS],
        )
        for passkey in passkeys
    ]
