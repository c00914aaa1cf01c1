"""Who may watch? Asked by the node that has a channel on the air."""

from fastapi import APIRouter

from klieg.api.auth import NodeOnly
from klieg.api.control import Controlled
from klieg.contracts.playback import AskViewingRules, ViewingRules
from klieg.domains.channels import ChannelNotFoundError
from klieg.domains.moderation import viewing_rules

router = APIRouter(prefix="/internal/v1/playback", include_in_schema=False, dependencies=[NodeOnly])


@router.post("/viewing-rules")
async def tell_viewing_rules(question: AskViewingRules, control: Controlled) -> ViewingRules:
    """Answer a node: as things are committed now."""
    async with control.database.read() as reading:
        rules = await viewing_rules(reading, question.channel_id)
    if rules is None:
        raise ChannelNotFoundError(question.channel_id)
    return rules
