"""Every error leaves as problem details (RFC 9457) with a stable ``code``."""

import math
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from klieg.domains.identity import TooManyAttemptsError
from klieg.kernel.errors import DomainError, UnavailableError

_log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large", 429: "too_many_requests"}
_RETRY_AFTER_S = 2
_API_PATHS = ("/api/", "/internal/")


class FieldProblem(BaseModel):
    """One field that cannot be used."""

    field: str = Field(examples=["body.name"])
    detail: str


class Problem(BaseModel):
    """Problem details. ``code`` is stable; ``detail`` is a sentence for people."""

    type: str = Field(examples=["urn:klieg:problem:channel_not_found"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    code: str = Field(examples=["channel_not_found"])
    detail: str = Field(examples=["There is no channel named 'demo'."])
    errors: list[FieldProblem] = Field(default_factory=list)


def problem_response(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return a problem as a response."""
    problem = Problem(
        type=f"urn:klieg:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        code=code,
        detail=detail,
        errors=list(errors),
    )
    body = problem.model_dump(exclude_defaults=True)
    return JSONResponse(body, status, headers={"Cache-Control": "no-store", **(headers or {})}, media_type=MEDIA_TYPE)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries of the problems a route answers with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def fold_problems(paths: dict[str, Any]) -> dict[str, Any]:
    """Name each problem of an OpenAPI document's operations once, and refer to it (OpenAPI 3.1 section 4.8.7).

    Returns:
        What belongs under ``components.responses``.
    """
    named: dict[str, Any] = {}
    for operation in (operation for path in paths.values() for operation in path.values()):
        for status, response in operation["responses"].items():
            if MEDIA_TYPE in response.get("content", {}) and len(response["content"]) == 1:
                name = f"Problem{status}"
                assert named.setdefault(name, response) == response, "a status has one meaning"
                operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
    return named


def install_problems(app: FastAPI) -> None:
    """Make ``app`` answer every error as a problem."""
    app.add_exception_handler(DomainError, _refused)
    app.add_exception_handler(UnavailableError, _unavailable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DomainError), "registered for this type"
    headers = {"WWW-Authenticate": 'Bearer realm="klieg"'} if error.status == HTTPStatus.UNAUTHORIZED else {}
    if isinstance(error, TooManyAttemptsError):
        headers["Retry-After"] = str(math.ceil(error.retry_after_s))
    return problem_response(error.status, error.code, str(error), headers=headers)


async def _unavailable(_request: Request, error: Exception) -> JSONResponse:
    _log.warning("request_unavailable", error=str(error))
    return problem_response(
        503,
        "unavailable",
        "Something Klieg depends on does not answer now; try again in a moment.",
        headers={"Retry-After": str(_RETRY_AFTER_S)},
    )


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError), "registered for this type"
    errors = [
        FieldProblem(field=_printable(".".join(map(str, fault["loc"]))), detail=str(fault["msg"])[:200])
        for fault in error.errors()[:20]
    ]
    return problem_response(422, "invalid_request", "The request cannot be used as it is.", errors=errors)


def _printable(text: str) -> str:
    return text[:100].encode("utf-8", "replace").decode()


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException), "registered for this type"
    status, headers = error.status_code, dict(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = _allowed_methods(request)
        if allowed:
            headers["Allow"] = ", ".join(allowed)
        elif request.url.path.startswith(_API_PATHS):
            status = 404  # only the web app's catch-all knows the path
    code = _CODES.get(status, "bad_request" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "error")
    return problem_response(status, code, f"{HTTPStatus(status).phrase}.", headers=headers)


def _allowed_methods(request: Request) -> list[str]:
    allowed: set[str] = set()
    for route in request.app.state.api_routes:
        match, _ = route.matches(request.scope)
        if match is not Match.NONE:
            allowed.update(getattr(route, "methods", None) or ())
    return sorted(allowed | ({"HEAD"} if "GET" in allowed else set()))


async def _unexpected(_request: Request, error: Exception) -> JSONResponse:
    _log.error("request_failed", exc_info=error)
    return problem_response(500, "internal_error", "Klieg made a mistake here; the log has the details.")
