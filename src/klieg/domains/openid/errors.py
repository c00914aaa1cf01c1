"""Refusals of openid.

DomainError
├── OpenidOffError            this site has no OpenID provider
├── OpenidExpiredError        what comes back from the provider is not what this browser began, or began too long ago
├── OpenidDeniedError         the person said no at the provider
├── OpenidAnswerError         what the provider answered does not hold
├── OpenidMailError           the provider names no mail address that it has verified
├── OpenidTakenError          that identity opens another account, or the account has another one
├── OpenidAloneError          the account has no password: without the provider nothing would open it
├── OpenidNotConnectedError   the account opens with a password alone
├── OpenidFactorError         an account with a second factor is connected from the inside
├── OpenidProofError          an account without a password must show at the provider who is there
└── ArrivalNotFoundError      nobody came from the provider by this browser, or too long ago
"""

from klieg.kernel.errors import DomainError


class OpenidOffError(DomainError):
    """This site has no OpenID provider."""

    code = "openid_off"
    status = 404

    def __init__(self) -> None:
        super().__init__("Nobody signs in by a provider here.")


class OpenidExpiredError(DomainError):
    """This browser began no sign-in that ends so, or too long ago."""

    code = "openid_expired"
    status = 403

    def __init__(self) -> None:
        super().__init__("This sign-in was not begun in this browser, or too long ago: begin again.")


class OpenidDeniedError(DomainError):
    """The person said no at the provider."""

    code = "openid_denied"
    status = 403

    def __init__(self) -> None:
        super().__init__("The provider was not allowed to say who you are.")


class OpenidAnswerError(DomainError):
    """The provider answered something that does not hold. The reason is for the log."""

    code = "openid_answer"
    status = 502

    def __init__(self, reason: str) -> None:
        super().__init__("The provider's answer cannot be used: try again, or ask whoever runs this site.")
        self.reason = reason


class OpenidMailError(DomainError):
    """The provider names no mail address, or one that it has not verified."""

    code = "openid_mail"
    status = 403

    def __init__(self) -> None:
        super().__init__("The provider names no verified mail address of yours: verify it there first.")


class OpenidTakenError(DomainError):
    """That identity opens another account, or this account has another identity."""

    code = "openid_taken"
    status = 409

    def __init__(self) -> None:
        super().__init__("That sign-in belongs to another account, or this account has another one.")


class OpenidAloneError(DomainError):
    """The account has no password: nothing else would open it."""

    code = "openid_alone"
    status = 409

    def __init__(self) -> None:
        super().__init__("Nothing else opens this account: set a password first.")


class OpenidNotConnectedError(DomainError):
    """The account is connected with nobody at the provider."""

    code = "openid_not_connected"
    status = 404

    def __init__(self) -> None:
        super().__init__("This account is not connected with the provider.")


class OpenidFactorError(DomainError):
    """The account has a second factor, which a password alone does not stand for."""

    code = "openid_factor"
    status = 409

    def __init__(self) -> None:
        super().__init__("This account has a second factor: log in with it, then connect it in the settings.")


class OpenidProofError(DomainError):
    """The account has no password to ask for, and nobody has shown lately at the provider who is there."""

    code = "openid_proof"
    status = 403

    def __init__(self) -> None:
        super().__init__("Confirm at the provider first that it is you.")


class ArrivalNotFoundError(DomainError):
    """Nobody came from the provider by this browser, or too long ago."""

    code = "arrival_not_found"
    status = 404

    def __init__(self) -> None:
        super().__init__("This took too long: begin again.")
