"""Invitations, where strangers may not sign up."""

from datetime import datetime

from klieg.domains.identity import repository
from klieg.domains.identity.errors import InvitationNeededError, InvitationNotFoundError
from klieg.domains.identity.models import Invitation
from klieg.domains.identity.rules import INVITATION_LIFE, LinkCode
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


async def invite(work: Work, mail: str | None, now: datetime) -> tuple[Invitation, LinkCode]:
    """Make an invitation; return it and the code of its link. With ``mail`` it is good for that address alone."""
    code = LinkCode.mint()
    invitation = Invitation(
        id=new_id("in", now.timestamp()),
        code_hash=code.hash(),
        mail=mail,
        created_at=now,
        expires_at=now + INVITATION_LIFE,
    )
    work.session.add(invitation)
    return invitation, code


async def accept_invitation(work: Work, text: str, mail: str, now: datetime) -> bool:
    """Use up an invitation; return whether it proves that who signs up reads the address.

    Raises:
        InvitationNeededError: it is none, was used, is too old, or is for another address.
    """
    found = await repository.invitation(work, LinkCode(text).hash())
    if found is None or found.expires_at <= now or (found.mail or mail).lower() != mail.lower():
        raise InvitationNeededError
    await work.session.delete(found)
    return found.mail is not None


async def withdraw_invitation(work: Work, invitation_id: str) -> None:
    """Make an invitation good for nobody.

    Raises:
        InvitationNotFoundError: it is none: it was used, has run out, or was withdrawn before.
    """
    found = await repository.invitation_by_id(work, invitation_id)
    if found is None:
        raise InvitationNotFoundError
    await work.session.delete(found)
