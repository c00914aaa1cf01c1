"""What sign-ins by the OpenID provider work with: the provider, and what browsers carry meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import structlog
from pydantic import ValidationError

from klieg.api.people.parts import PeopleParts
from klieg.domains import identity, openid

_log = structlog.get_logger(__name__)
CALLBACK_PATH = "/api/v1/openid/callback"
QUARTER_S = 900


@dataclass(frozen=True)
class OpenidDesk:
    """The parts behind the verbs.

    Attributes:
        sign_up: Whether who has no account may make one by the provider.
    """

    provider: openid.OpenidProvider
    sealer: openid.Sealer
    sign_up: bool

    async def address(self, attempt: openid.Attempt) -> str:
        """Return where a browser goes to begin.

        Raises:
            OpenidAnswerError: what the provider says of itself does not hold; the log has the reason.
            UnavailableError: the provider does not answer.
        """
        with _telling():
            return await self.provider.address(attempt)

    async def redeem(self, attempt: openid.Attempt, code: str, issuer: str | None) -> openid.ProvenIdentity:
        """Return who somebody is, for the code that their browser brought; raises as ``address`` does."""
        with _telling():
            return await self.provider.redeem(attempt, code, issuer)

    def carry(self, what: openid.Attempt | openid.Arrival) -> str:
        """Return something sealed, for a cookie."""
        return self.sealer.seal(what.model_dump_json())

    def attempt(self, sealed: str) -> openid.Attempt | None:
        """Return what a browser began; None when it carries nothing of ours."""
        try:
            return openid.Attempt.model_validate_json(self.sealer.unseal(sealed) or "")
        except ValidationError:
            return None

    def arrival(self, sealed: str, now: datetime) -> openid.Arrival:
        """Return who came by a browser.

        Raises:
            ArrivalNotFoundError: nobody, or too long ago.
        """
        try:
            arrival = openid.Arrival.model_validate_json(self.sealer.unseal(sealed) or "")
        except ValidationError as error:
            raise openid.ArrivalNotFoundError from error
        if not arrival.is_good(now):
            raise openid.ArrivalNotFoundError
        return arrival

    def check_sign_up(self, parts: PeopleParts, invite: str) -> None:
        """Return when somebody new may make an account by the provider.

        Raises:
            DomainError: nobody may, or only who is invited.
        """
        if not self.sign_up or parts.settings.sign_up == "closed":
            raise identity.SignUpClosedError
        if parts.settings.sign_up == "invite" and not invite:
            raise identity.InvitationNeededError


@contextmanager
def _telling() -> Iterator[None]:
    """People are told that it did not work; why is for whoever runs the site."""
    try:
        yield
    except openid.OpenidAnswerError as error:
        _log.warning("openid_answer_refused", reason=error.reason)
        raise


async def limit_address(parts: PeopleParts, address: str) -> None:
    """Count a try from an address, together with those of signing in by password.

    Raises:
        TooManyAttemptsError: there were too many.
    """
    await parts.limit(f"entrance:{address}", limit=parts.settings.address_tries, window_s=QUARTER_S)
