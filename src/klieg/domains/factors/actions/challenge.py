"""What somebody is asked to answer with a factor."""

from datetime import datetime

from klieg.domains.factors import repository
from klieg.domains.factors.models import FactorChallenge
from klieg.domains.factors.rules import CHALLENGE_LIFE, MAX_ATTEMPTS, ChallengePurpose, ChallengeSecret
from klieg.domains.work import Work


async def pose_challenge(
    work: Work,
    purpose: ChallengePurpose,
    now: datetime,
    *,
    account_id: str | None = None,
    password_mark: str | None = None,
) -> ChallengeSecret:
    """Ask for a factor and return the secret that the answer comes with."""
    secret = ChallengeSecret.mint()
    work.session.add(
        FactorChallenge(
            secret_hash=secret.hash(),
            account_id=account_id,
            purpose=purpose.value,
            password_mark=password_mark,
            attempts=0,
            expires_at=now + CHALLENGE_LIFE,
        )
    )
    return secret


async def take_challenge(
    work: Work, secret: ChallengeSecret, purpose: ChallengePurpose, now: datetime
) -> FactorChallenge | None:
    """Count a try to answer and return what was asked; None when it is over. The caller lets the count commit."""
    found = await repository.challenge(work, secret.hash())
    if found is None or found.purpose != purpose or found.expires_at <= now or found.attempts >= MAX_ATTEMPTS:
        return None
    found.attempts += 1
    return found


async def settle_challenge(work: Work, challenge: FactorChallenge) -> None:
    """Let a challenge be answered no more."""
    await work.session.delete(challenge)


async def forget_challenges(work: Work, now: datetime) -> None:
    """Delete what was not answered in time."""
    await repository.remove_expired(work, now)
