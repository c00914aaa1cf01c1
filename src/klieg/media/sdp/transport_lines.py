"""The lines of a section that say how packets get through: ICE, DTLS, addresses (RFC 8859, category TRANSPORT)."""

from klieg.media.sdp.description import MediaSection, SessionDescription, attribute_values
from klieg.media.sdp.errors import MalformedSdpError

_ONCE = ("ice-ufrag", "ice-pwd", "ice-options", "setup")
_MANY = ("fingerprint", "candidate", "end-of-candidates")
MAX_CANDIDATES = 64


def transport_lines(description: SessionDescription, section: MediaSection) -> list[str]:
    """Return what ``section`` says of its transport, filled up from its bundle and from the session level.

    Raises:
        MalformedSdpError: ICE credentials or the fingerprint are missing, or there are too many candidates.
    """
    tagged = description.bundle()[:1]
    leader = next((other for other in description.media if [other.mid] == tagged), section)
    places = (section.lines, leader.lines, description.lines)
    lines: list[str] = []
    for name in (*_ONCE, *_MANY):
        found: list[str] = next(filter(None, (attribute_values(place, name) for place in places)), [])
        if len(found) > MAX_CANDIDATES:
            raise MalformedSdpError(f"The session description has more than {MAX_CANDIDATES} lines of {name}.")
        if name in _ONCE:
            found = found[:1]
        lines += [f"a={name}:{value}" if value else f"a={name}" for value in found]
    for name in ("ice-ufrag", "ice-pwd", "fingerprint"):
        if not attribute_values(lines, name):
            raise MalformedSdpError(f"The session description has no {name}, which WebRTC cannot do without.")
    return lines
