"""Requests to the provider: short, bounded, to where its configuration says, and answered with a JSON object."""

import base64
import json
from collections.abc import Mapping
from urllib.parse import quote_plus

import httpx

from klieg.domains.openid import OpenidAnswerError
from klieg.kernel.errors import UnavailableError

TIMEOUT_S = 8.0
MAX_ANSWER_BYTES = 256 * 1024

type JsonObject = dict[str, object]


class ProviderWire:
    """One client for all of the provider's endpoints. It follows no redirect."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(
            timeout=TIMEOUT_S, transport=transport, headers={"Accept": "application/json"}, follow_redirects=False
        )

    async def get(self, url: str, *, bearer: str | None = None) -> JsonObject:
        """Return the JSON object at an address.

        Raises:
            OpenidAnswerError: there is none.
            UnavailableError: nobody answers there, or not now.
        """
        headers = {} if bearer is None else {"Authorization": f"Bearer {bearer}"}
        return await self._ask(self._client.build_request("GET", url, headers=headers))

    async def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> JsonObject:
        """Send a form and return the JSON object it is answered with; raises as ``get`` does."""
        return await self._ask(self._client.build_request("POST", url, data=form, headers=headers))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, request: httpx.Request) -> JsonObject:
        try:
            response = await self._client.send(request, stream=True)
            try:
                body = await _read(response)
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise UnavailableError(f"The OpenID provider does not answer: {type(error).__name__}.") from error
        if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise UnavailableError(f"The OpenID provider answered {response.status_code}.")
        if response.status_code != httpx.codes.OK:
            raise OpenidAnswerError(f"{request.url.path} answered {response.status_code}")
        return _json_object(body)


def basic_authorization(client_id: str, secret: str) -> dict[str, str]:
    """Return the header of ``client_secret_basic``: both are form-encoded first (RFC 6749 section 2.3.1)."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode('ascii')).decode('ascii')}"}


async def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise OpenidAnswerError(f"an answer is larger than {MAX_ANSWER_BYTES} bytes")
    return bytes(body)


def _json_object(body: bytes) -> JsonObject:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OpenidAnswerError("an answer is no JSON") from error
    if not isinstance(found, dict):
        raise OpenidAnswerError("an answer is no JSON object")
    return found
