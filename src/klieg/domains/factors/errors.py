"""Refusals of factors.

DomainError
├── SecondFactorWrongError    a code, a recovery code or a passkey that is not right; never told which way
├── SignInExpiredError        what was to be answered is over: too old, answered already, or tried too often
├── TotpExistsError           the account has an authenticator app already
├── TotpNotFoundError         the account has none, or none that waits to be confirmed
├── TotpCodeWrongError        the first code of a new authenticator app is not right
├── PasskeyInvalidError       a new passkey's answer does not hold
├── PasskeyExistsError        that passkey is known already
├── PasskeyNotFoundError      the account has no such passkey
├── PasskeysFullError         the account has as many passkeys as it may
├── PasskeysUnavailableError  browsers let nobody use passkeys at this address
└── NoFactorError             recovery codes without a factor would recover nothing
"""

from klieg.kernel.errors import DomainError


class SecondFactorWrongError(DomainError):
    """The code is wrong or was used, or the passkey is not this account's, or its signature is wrong."""

    code = "second_factor_wrong"
    status = 401

    def __init__(self) -> None:
        super().__init__("This is not right, or was used already: try again.")


class SignInExpiredError(DomainError):
    """The challenge is none: too old, answered, tried too often, or the password has changed since."""

    code = "sign_in_expired"
    status = 401

    def __init__(self) -> None:
        super().__init__("This took too long or failed too often: begin again.")


class TotpExistsError(DomainError):
    """The account has an authenticator app already."""

    code = "totp_exists"
    status = 409

    def __init__(self) -> None:
        super().__init__("There is an authenticator app already: remove it first.")


class TotpNotFoundError(DomainError):
    """The account has no authenticator app, or none that waits to be confirmed."""

    code = "totp_not_found"
    status = 404

    def __init__(self) -> None:
        super().__init__("There is no authenticator app here: begin again.")


class TotpCodeWrongError(DomainError):
    """The code is not what the app should show now."""

    code = "totp_code_wrong"
    status = 422

    def __init__(self) -> None:
        super().__init__("This is not the code of now: check the clock of the device that makes it.")


class PasskeyInvalidError(DomainError):
    """What the browser sent about a new passkey does not hold."""

    code = "passkey_invalid"
    status = 422

    def __init__(self) -> None:
        super().__init__("This passkey could not be taken: begin again.")


class PasskeyExistsError(DomainError):
    """That passkey is known already."""

    code = "passkey_exists"
    status = 409

    def __init__(self) -> None:
        super().__init__("This passkey is known already.")


class PasskeyNotFoundError(DomainError):
    """The account has no such passkey."""

    code = "passkey_not_found"
    status = 404

    def __init__(self) -> None:
        super().__init__("There is no such passkey: it may have been removed.")


class PasskeysFullError(DomainError):
    """The account has as many passkeys as it may."""

    code = "passkeys_full"
    status = 409

    def __init__(self, most: int) -> None:
        super().__init__(f"An account has at most {most} passkeys: remove one first.")


class PasskeysUnavailableError(DomainError):
    """Passkeys belong to a domain reached by HTTPS, or to localhost."""

    code = "passkeys_unavailable"
    status = 409

    def __init__(self) -> None:
        super().__init__("Passkeys need the site's own address with https: whoever runs it sets `public_url`.")


class NoFactorError(DomainError):
    """Recovery codes without a factor would recover nothing."""

    code = "no_factor"
    status = 409

    def __init__(self) -> None:
        super().__init__("Set up an authenticator app or a passkey first.")
