"""Second factors: what proves who somebody is besides a password, or in its place.

Codes of an authenticator app (RFC 6238), passkeys (WebAuthn), and recovery codes for the day both are lost.
"""

from klieg.domains.factors.actions.challenge import (
    forget_challenges,
    pose_challenge,
    settle_challenge,
    take_challenge,
)
from klieg.domains.factors.actions.passkey import add_passkey, check_not_full, remove_passkey, use_passkey
from klieg.domains.factors.actions.recovery_code import (
    ensure_recovery_codes,
    remove_all_factors,
    renew_recovery_codes,
    spend_recovery_code,
)
from klieg.domains.factors.actions.totp import accept_totp, begin_totp, confirm_totp, remove_totp
from klieg.domains.factors.errors import (
    NoFactorError,
    PasskeyExistsError,
    PasskeyInvalidError,
    PasskeyNotFoundError,
    PasskeysFullError,
    PasskeysUnavailableError,
    SecondFactorWrongError,
    SignInExpiredError,
    TotpCodeWrongError,
    TotpExistsError,
    TotpNotFoundError,
)
from klieg.domains.factors.models import FactorChallenge, Passkey, TotpFactor
from klieg.domains.factors.ports import Answer, EnrolledPasskey, Options, PasskeyCeremonies, TotpCipher
from klieg.domains.factors.queries import HeldFactors, challenged_account_id, held_factors, passkey_by_credential
from klieg.domains.factors.rules import (
    ChallengePurpose,
    ChallengeSecret,
    Factor,
    RelyingParty,
    TotpSecret,
    password_mark,
    relying_party,
)
from klieg.domains.factors.schemas import ConfirmPassword, ConfirmTotp, EnrolPasskey, PresentFactor, PresentPasskey

__all__ = [
    "Answer",
    "ChallengePurpose",
    "ChallengeSecret",
    "ConfirmPassword",
    "ConfirmTotp",
    "EnrolPasskey",
    "EnrolledPasskey",
    "Factor",
    "FactorChallenge",
    "HeldFactors",
    "NoFactorError",
    "Options",
    "Passkey",
    "PasskeyCeremonies",
    "PasskeyExistsError",
    "PasskeyInvalidError",
    "PasskeyNotFoundError",
    "PasskeysFullError",
    "PasskeysUnavailableError",
    "PresentFactor",
    "PresentPasskey",
    "RelyingParty",
    "SecondFactorWrongError",
    "SignInExpiredError",
    "TotpCipher",
    "TotpCodeWrongError",
    "TotpExistsError",
    "TotpFactor",
    "TotpNotFoundError",
    "TotpSecret",
    "accept_totp",
    "add_passkey",
    "begin_totp",
    "challenged_account_id",
    "check_not_full",
    "confirm_totp",
    "ensure_recovery_codes",
    "forget_challenges",
    "held_factors",
    "passkey_by_credential",
    "password_mark",
    "pose_challenge",
    "relying_party",
    "remove_all_factors",
    "remove_passkey",
    "remove_totp",
    "renew_recovery_codes",
    "settle_challenge",
    "spend_recovery_code",
    "take_challenge",
    "use_passkey",
]
