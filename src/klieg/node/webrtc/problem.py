"""Problem details (RFC 9457): every refusal of WHIP and WHEP says in a sentence what is wrong."""

import json

from klieg.node.delivery.response import Response, make_response

ENDPOINT_METHODS = "OPTIONS, POST"
RESOURCE_METHODS = "DELETE, OPTIONS, PATCH"
STATE_METHODS = "OPTIONS, POST"
SDP = "application/sdp"
SDP_FRAGMENT = "application/trickle-ice-sdpfrag"
NO_STORE = "cache-control: no-store\r\n"

_TITLES = {
    400: "The request cannot be understood",
    401: "A credential is needed",
    403: "This is not allowed",
    404: "There is nothing here",
    405: "The method is not allowed",
    406: "The offer cannot be answered",
    409: "Not now",
    412: "The ICE session is another one",
    413: "The offer is too long",
    415: "The media type is not the one taken here",
    422: "The change cannot be made",
    428: "The ICE session must be named",
    503: "The server cannot take more now",
}


class RefusedRequestError(Exception):
    """A request is refused; carries the whole answer, and the code it is counted by."""

    def __init__(self, response: Response, code: str) -> None:
        super().__init__(code)
        self.response = response
        self.code = code


def make_problem(status: int, code: str, sentence: str, *, headers: str = "") -> Response:
    """Build a refusal.

    Args:
        status: HTTP status.
        code: Stable name for programs, a row of the table in docs/protocols.
        sentence: For the person at the client.
        headers: Further header lines, each ended by CRLF.
    """
    body = {"type": "about:blank", "title": _TITLES[status], "status": status, "code": code, "detail": sentence}
    lines = f"content-type: application/problem+json\r\n{NO_STORE}{headers}"
    return make_response("webrtc", status, (json.dumps(body).encode(),), headers=lines)


def refuse(status: int, code: str, sentence: str, *, headers: str = "") -> RefusedRequestError:
    """Return the refusal as an error to raise."""
    return RefusedRequestError(make_problem(status, code, sentence, headers=headers), code)


def refuse_method(allowed: str) -> Response:
    """Build the answer to a method that is not for this resource (RFC 9110, 15.5.6)."""
    return make_problem(405, "method", f"Allowed here: {allowed}.", headers=f"allow: {allowed}\r\n")


def make_options(allowed: str, further: str = "") -> Response:
    """Build the answer to OPTIONS, a browser's preflight among them (RFC 9725, 4.2)."""
    return make_response(
        "webrtc",
        204,
        headers=f"allow: {allowed}\r\n"
        f"access-control-allow-methods: {allowed}\r\n"
        "access-control-allow-headers: authorization, content-type, if-match\r\n"
        f"access-control-max-age: 86400\r\n{NO_STORE}{further}",
    )
