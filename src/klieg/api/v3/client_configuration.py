"""What should I send? Asked by OBS and others that send several pictures (docs/protocols/multitrack.md)."""

import structlog
from fastapi import APIRouter, Request, Response

from klieg.api.auth import Anybody
from klieg.api.control import Controlled, Verbs
from klieg.api.middleware.rate_limit import count_as_refusal
from klieg.api.problem import problems
from klieg.domains.multitrack import ClientConfiguration, ClientConfigurationRequest, Refusal, refused

router = APIRouter(dependencies=[Anybody], prefix="/api/v3", tags=["multitrack"])
_log = structlog.get_logger(__name__)


@router.post("/GetClientConfiguration", responses=problems(400, 413, 422, 429, 503))
async def get_client_configuration(
    asked: ClientConfigurationRequest, verbs: Verbs, control: Controlled, request: Request, response: Response
) -> ClientConfiguration:
    """Tell an encoder with a stream key what to send and where to. A refusal is an answer too (200): see `status`."""
    response.headers["Cache-Control"] = "no-store"
    meta, found = await verbs.configure_client(asked)
    outcome = found.name if isinstance(found, Refusal) else "accepted"
    control.metrics.client_configurations.labels(outcome).inc()
    if not isinstance(found, Refusal):
        return found
    _log.info("client_configuration_refused", code=outcome, client=request.client.host if request.client else "")
    if found.guesses:
        count_as_refusal(request.scope)
    return refused(meta, found)
