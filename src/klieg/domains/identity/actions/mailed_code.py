"""Codes that prove that somebody reads a mail address."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from klieg.domains.identity import repository
from klieg.domains.identity.models import Account, MailedCode
from klieg.domains.identity.rules import MAX_CODE_ATTEMPTS, Digits, LinkCode, Purpose
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class MintedCode:
    """A fresh code in both its forms, for the mail."""

    link: LinkCode
    digits: Digits


async def mint_code(
    work: Work, account: Account, purpose: Purpose, *, life: timedelta, now: datetime, mail: str | None = None
) -> MintedCode:
    """Make a code; one that was minted for this purpose before is none any more."""
    former = await repository.mailed_code(work, account.id, purpose)
    if former is not None:
        await work.session.delete(former)
        await work.session.flush()
    minted = MintedCode(LinkCode.mint(), Digits.mint())
    work.session.add(
        MailedCode(
            id=new_id("mc", now.timestamp()),
            account_id=account.id,
            purpose=purpose.value,
            link_hash=minted.link.hash(),
            digits_hash=minted.digits.hash(),
            attempts=0,
            mail=mail,
            created_at=now,
            expires_at=now + life,
        )
    )
    return minted


async def redeem_code(work: Work, account: Account, purpose: Purpose, text: str, now: datetime) -> MailedCode | None:
    """Use up a code and return it; None when the text is not it. The try counts, so the caller lets this commit.

    To reset a password only the link's code is good: who asks for resets again and again could guess six digits.
    """
    code = await repository.mailed_code(work, account.id, purpose)
    if code is None or code.expires_at <= now or code.attempts >= MAX_CODE_ATTEMPTS:
        return None
    typed = purpose is not Purpose.RESET and Digits(text).matches(code.digits_hash)
    if not typed and not LinkCode(text).matches(code.link_hash):
        code.attempts += 1
        return None
    await work.session.delete(code)
    return code
