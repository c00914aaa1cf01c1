"""May this publisher go on the air? With which passphrase does it speak SRT?"""

import structlog
from fastapi import APIRouter

from klieg.api.auth import NodeOnly
from klieg.api.control import Control, Controlled
from klieg.contracts.ingest import (
    AskSrtPassphrase,
    AuthorizePublish,
    PublishAccepted,
    PublishDecision,
    PublishRefused,
    PublishRules,
    SrtPassphraseAnswer,
)
from klieg.domains import moderation
from klieg.domains.channels import MalformedStreamKeyError
from klieg.domains.following import max_lines_of
from klieg.domains.live import Holder, authorise_publish, foreign_holder
from klieg.domains.multitrack import largest_of
from klieg.domains.work import Work, instant
from klieg.kernel.errors import UnavailableError

router = APIRouter(prefix="/internal/v1/ingest", include_in_schema=False, dependencies=[NodeOnly])
_log = structlog.get_logger(__name__)


@router.post("/authorize")
async def authorize(request: AuthorizePublish, control: Controlled) -> PublishDecision:
    """Answer a node. A refusal is an answer too (200)."""
    holder = await _holder(control, request)
    async with control.database.work() as work:
        decision = await authorise_publish(work, request, holder, instant(control.clock.wallclock()))
        if isinstance(decision, PublishAccepted):
            viewing = await moderation.viewing_rules(work, decision.channel_id)
            assert viewing is not None, "the channel is locked"
            rules = await _rules_for(control, work, decision)
            decision = decision.model_copy(update={"viewing": viewing, "rules": rules})
    match decision:
        case PublishAccepted():
            outcome = "resumed" if decision.resumed else "accepted"
            _log.info("publish_" + outcome, channel=decision.channel_name, session=decision.session_id)
        case PublishRefused():
            outcome = decision.code.value
            _log.info("publish_refused", code=outcome, client=request.client_address, node=request.node_id)
    control.metrics.publish_decisions.labels(outcome).inc()
    return decision


@router.post("/srt-passphrase")
async def tell_srt_passphrase(question: AskSrtPassphrase, control: Controlled) -> SrtPassphraseAnswer:
    """Answer a node within SRT's handshake."""
    return await control.application.srt_passphrase(question.stream_key.get_secret_value())


async def _rules_for(control: Control, work: Work, accepted: PublishAccepted) -> PublishRules:
    """Return the channel's rules, with what its followers change about them."""
    max_lines = await max_lines_of(work, accepted.channel_id, control.settings.partner_followers)
    largest = largest_of(accepted.rules.multitrack_resolution, max_lines)
    return accepted.rules.model_copy(update={"max_lines": max_lines, "multitrack_resolution": largest})


async def _holder(control: Control, request: AuthorizePublish) -> Holder:
    """Look, before the unit of work holds any lock, at the other node that has the channel open."""
    try:
        async with control.database.read() as reading:
            node_id = await foreign_holder(reading, request.stream_key.get_secret_value(), request.node_id)
    except MalformedStreamKeyError:
        return Holder()
    if node_id is None:
        return Holder()
    try:
        lease = (await control.nodes.leases([node_id])).get(node_id)
    except UnavailableError:
        return Holder(node_id, known=False)
    return Holder(node_id, lease=lease)
