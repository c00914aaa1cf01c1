"""The ASGI application of control."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware import Middleware

from klieg.api import realtime_socket, status
from klieg.api.control import Control
from klieg.api.internal import ingest, playback
from klieg.api.middleware.body_limit import BodyLimit
from klieg.api.middleware.cross_site import CrossSiteRefusal
from klieg.api.middleware.rate_limit import Limits, RateLimit
from klieg.api.middleware.request_log import RequestLog
from klieg.api.middleware.security_headers import SecurityHeaders
from klieg.api.middleware.shared_answers import SharedAnswers
from klieg.api.middleware.without_content import WithoutContent
from klieg.api.pages import web_app
from klieg.api.problem import Problem, fold_problems, install_problems
from klieg.api.v1 import (
    account,
    administration,
    channels,
    directory,
    entrance,
    factors,
    following,
    mailbox,
    moderation,
    openid,
    passkey_login,
    pictures,
    watching,
)
from klieg.api.v3 import client_configuration
from klieg.domains.channels import RESERVED_NAMES
from klieg.kernel.version import VERSION

_TAGS = [
    {"name": "directory", "description": "What can be watched, and who follows what."},
    {"name": "people", "description": "Accounts: signing up, in and out, and one's own."},
    {"name": "administration", "description": "Other people's accounts, and who did what."},
    {"name": "channels", "description": "Channels, their stream keys, what is on the air and what was."},
    {"name": "multitrack", "description": "What encoders that send several pictures ask."},
    {"name": "operation", "description": "How the installation is."},
]

_API = (
    entrance.router,
    passkey_login.router,
    openid.router,
    account.router,
    factors.router,
    administration.router,
    mailbox.router,
    directory.router,
    following.router,
    channels.router,
    watching.router,
    moderation.router,
    pictures.router,
    client_configuration.router,
    ingest.router,
    playback.router,
    status.router,
    realtime_socket.router,
)


def reserved_names() -> frozenset[str]:
    """Return what no account is named like: first segments of our own addresses, of routes, files and pages."""
    paths = [getattr(route, "path", "") for router in _API for route in router.routes]
    segments = {path.strip("/").split("/")[0] for path in paths}
    return RESERVED_NAMES | segments | web_app.first_segments()


def create_app(control: Control, limits: Limits | None = None) -> FastAPI:
    """Return the application that answers with ``control``'s parts."""
    secure = control.settings.public_url.startswith("https:")
    app = FastAPI(
        title="Klieg",
        version=VERSION,
        summary="Live video: channels, streams and who watches.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        openapi_tags=_TAGS,
        middleware=[  # in the order a request meets them
            Middleware(RequestLog, metrics=control.metrics, clock=control.clock),
            Middleware(SecurityHeaders, secure=secure),
            Middleware(RateLimit, clock=control.clock, limits=limits or Limits()),
            Middleware(CrossSiteRefusal, public_url=control.settings.public_url),
            Middleware(BodyLimit),
            Middleware(WithoutContent),
            Middleware(SharedAnswers, clock=control.clock, commits=lambda: control.database.commits),
        ],
    )
    app.state.control = control
    app.state.api_routes = [route for router in _API for route in router.routes]
    install_problems(app)
    for router in (*_API, web_app.router):
        app.include_router(router)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]  # FastAPI's documented way to extend it
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            routes=app.routes,
            tags=_TAGS,
        )
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = schema["components"]["schemas"]
        schemas.update(problem.pop("$defs", {}))
        schemas["Problem"] = problem
        schema["components"]["responses"] = fold_problems(schema["paths"])
        app.openapi_schema = schema
    return app.openapi_schema
