"""What a client sends later with PATCH: ``application/trickle-ice-sdpfrag`` (RFC 8840, 9; RFC 9725, 4.3)."""

from dataclasses import dataclass

from klieg.media.sdp.description import attribute_values
from klieg.media.sdp.errors import MalformedSdpError

MAX_FRAGMENT_CHARACTERS = 16 * 1024
MAX_FRAGMENT_CANDIDATES = 64


@dataclass(frozen=True, slots=True)
class IceFragment:
    """Candidates of a client.

    Attributes:
        ufrag: User name fragment they belong to; another one than in the offer asks for an ICE restart.
        password: The password that goes with it; empty when the fragment does not repeat it.
        candidates: Values of ``a=candidate`` (``candidate:…`` without the name in front).
        complete: Whether no more will come.
    """

    ufrag: str
    password: str
    candidates: tuple[str, ...]
    complete: bool


def parse_ice_fragment(body: bytes) -> IceFragment:
    """Read a fragment; which media section a candidate stands under does not matter in a bundle.

    Raises:
        MalformedSdpError: It is none, or over a maximum.
    """
    if len(body) > MAX_FRAGMENT_CHARACTERS:
        raise MalformedSdpError(f"The ICE fragment has more than {MAX_FRAGMENT_CHARACTERS} bytes.")
    try:
        lines = body.decode().replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise MalformedSdpError("The ICE fragment is no UTF-8 text.") from error
    if any(line and (len(line) < 2 or line[1] != "=") for line in lines):
        raise MalformedSdpError("A line of the ICE fragment is none.")
    ufrag = next(iter(attribute_values(lines, "ice-ufrag")), "")
    if not ufrag:
        raise MalformedSdpError("The ICE fragment does not say which ice-ufrag it belongs to.")
    candidates = tuple(attribute_values(lines, "candidate"))
    if len(candidates) > MAX_FRAGMENT_CANDIDATES:
        raise MalformedSdpError(f"The ICE fragment has more than {MAX_FRAGMENT_CANDIDATES} candidates.")
    password = next(iter(attribute_values(lines, "ice-pwd")), "")
    return IceFragment(ufrag, password, candidates, bool(attribute_values(lines, "end-of-candidates")))
