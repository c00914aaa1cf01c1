"""Refusals of identity.

DomainError
├── NotAuthorisedError         nobody is signed in, or a token is wrong; the two are not told apart
├── NotAllowedError            who is signed in may not do this
├── NameLengthError            the name is too short or too long
├── NameCharactersError        the name has characters that names have not
├── NameReservedError          the name is an address of the site's own
├── NameTakenError             somebody has the name, or had it until lately
├── WeakPasswordError          the password does not meet the rule
├── SamePasswordError          the new password is the old one
├── InvalidMailError           the text is no mail address
├── MailDomainRefusedError     addresses of that domain may not sign up
├── MailTakenError             another account has the address
├── SignUpClosedError          nobody may sign up
├── InvitationNeededError      signing up needs an invitation that is good
├── WrongCredentialsError      no such account or a wrong password: never told which
├── NotVerifiedError           the password is right, the mail address waits to be verified
├── SuspendedError             the password is right, the account is suspended
├── WrongPasswordError         somebody signed in was asked for the password again
├── InvalidCodeError           a mailed code that is none, used or too old
├── AccountNotFoundError       no account of that name
├── LoginSessionNotFoundError  the account has no such session
├── PersonalTokenNotFoundError the account has no such token
├── ExpiryPastError            a token is to end before it begins
└── TooManyAttemptsError       too often in too short a time; `retry_after_s` says how long to wait
"""

from klieg.kernel.errors import DomainError


class NotAuthorisedError(DomainError):
    """The request needs somebody and showed nobody."""

    code = "not_authorised"
    status = 401


class NotAllowedError(DomainError):
    """Who asks is known and may not do this."""

    code = "not_allowed"
    status = 403

    def __init__(self, sentence: str = "You may not do this.") -> None:
        super().__init__(sentence)


class NameLengthError(DomainError):
    """The name is too short or too long."""

    code = "name_length"
    status = 422


class NameCharactersError(DomainError):
    """The name has characters, or dots, that names have not."""

    code = "name_characters"
    status = 422

    def __init__(self) -> None:
        super().__init__("A name is made of letters a to z, digits, underscores, and dots between them.")


class NameReservedError(DomainError):
    """The name is an address of the site's own."""

    code = "name_reserved"
    status = 422

    def __init__(self) -> None:
        super().__init__("This name is kept for the site's own pages: choose another.")


class NameTakenError(DomainError):
    """Somebody has that name, or had it until lately."""

    code = "name_taken"
    status = 409

    def __init__(self) -> None:
        super().__init__("This name is taken: choose another.")


class WeakPasswordError(DomainError):
    """The password does not meet the rule; the sentence says which part."""

    code = "password_weak"
    status = 422


class SamePasswordError(DomainError):
    """The new password is the old one."""

    code = "password_same"
    status = 422

    def __init__(self) -> None:
        super().__init__("The new password is the one you have: choose another.")


class InvalidMailError(DomainError):
    """The text is no mail address."""

    code = "mail_invalid"
    status = 422

    def __init__(self) -> None:
        super().__init__("This is not a mail address.")


class MailDomainRefusedError(DomainError):
    """Addresses of that domain may not sign up here."""

    code = "mail_domain_refused"
    status = 422

    def __init__(self) -> None:
        super().__init__("Mail addresses of this domain cannot be used here.")


class MailTakenError(DomainError):
    """Another account has the address. Told only where nothing is verified by mail."""

    code = "mail_taken"
    status = 409

    def __init__(self) -> None:
        super().__init__("An account with this mail address exists already.")


class SignUpClosedError(DomainError):
    """Signing up is closed, or needs an invitation."""

    code = "sign_up_closed"
    status = 403

    def __init__(self) -> None:
        super().__init__("Signing up is closed here: ask whoever runs this site.")


class InvitationNeededError(DomainError):
    """Signing up needs an invitation, and this is none, was used, is too old, or is somebody else's."""

    code = "invitation_needed"
    status = 403

    def __init__(self) -> None:
        super().__init__("Signing up needs an invitation here: ask whoever runs this site for a link.")


class WrongCredentialsError(DomainError):
    """There is no such account, or the password is wrong."""

    code = "wrong_credentials"
    status = 401

    def __init__(self) -> None:
        super().__init__("Name or password is wrong.")


class NotVerifiedError(DomainError):
    """The password is right; the mail address waits to be verified."""

    code = "not_verified"
    status = 403

    def __init__(self) -> None:
        super().__init__("Verify your mail address first: we sent you a link and a code.")


class SuspendedError(DomainError):
    """The password is right; the account is suspended."""

    code = "suspended"
    status = 403

    def __init__(self) -> None:
        super().__init__("This account is suspended: ask whoever runs this site.")


class WrongPasswordError(DomainError):
    """The password somebody was asked for again is wrong."""

    code = "wrong_password"
    status = 422

    def __init__(self) -> None:
        super().__init__("This is not your password.")


class InvalidCodeError(DomainError):
    """The code is none, was used, or is too old."""

    code = "code_invalid"
    status = 422

    def __init__(self) -> None:
        super().__init__("This code is wrong or too old: ask for a new one.")


class AccountNotFoundError(DomainError):
    """There is no account of that name."""

    code = "account_not_found"
    status = 404

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no account named {name[:40]!r}.")


class LoginSessionNotFoundError(DomainError):
    """The account has no such session."""

    code = "login_session_not_found"
    status = 404

    def __init__(self) -> None:
        super().__init__("There is no such session: it may have ended.")


class PersonalTokenNotFoundError(DomainError):
    """The account has no such token."""

    code = "personal_token_not_found"
    status = 404

    def __init__(self) -> None:
        super().__init__("There is no such token: it may have been revoked.")


class InvitationNotFoundError(DomainError):
    """Names no invitation that somebody could still use."""

    code = "invitation_not_found"
    status = 404

    def __init__(self) -> None:
        super().__init__("There is no such invitation: it was used, has run out, or was withdrawn.")


class ExpiryPastError(DomainError):
    """A token is to end before it begins."""

    code = "expiry_past"
    status = 422

    def __init__(self) -> None:
        super().__init__("The token would have ended already.")


class TooManyAttemptsError(DomainError):
    """Too often in too short a time.

    Attributes:
        retry_after_s: Seconds until the next try counts.
    """

    code = "too_many_attempts"
    status = 429

    def __init__(self, retry_after_s: float) -> None:
        super().__init__("Too many attempts: wait a while before you try again.")
        self.retry_after_s = retry_after_s
