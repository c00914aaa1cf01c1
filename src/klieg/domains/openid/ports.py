"""What openid needs of the world."""

from typing import Protocol

from klieg.domains.openid.rules import Attempt, ProvenIdentity


class OpenidProvider(Protocol):
    """An OpenID provider that an operator trusts to say who somebody is.

    Attributes:
        issuer: What it calls itself.
        label: What people call it.
    """

    @property
    def issuer(self) -> str: ...  # noqa: D102 - said above

    @property
    def label(self) -> str: ...  # noqa: D102 - said above

    async def address(self, attempt: Attempt) -> str:
        """Return where a browser goes to begin.

        Raises:
            UnavailableError: the provider does not answer.
        """
        ...

    async def redeem(self, attempt: Attempt, code: str, issuer: str | None) -> ProvenIdentity:
        """Return who somebody is, for the code that their browser brought.

        Args:
            attempt: What was begun.
            code: Of the answer.
            issuer: Who the answer says it is from (RFC 9207); None where it does not say.

        Raises:
            OpenidAnswerError: the answer does not hold.
            UnavailableError: the provider does not answer.
        """
        ...


class Sealer(Protocol):
    """Closes texts so that a browser can carry them and neither read nor change them."""

    def seal(self, text: str) -> str:
        """Return it closed, in characters a cookie may have."""
        ...

    def unseal(self, sealed: str) -> str | None:
        """Return it in clear; None when it is not of ours."""
        ...
