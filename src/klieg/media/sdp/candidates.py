"""Candidates in an answer: the address clients reach us at when a 1:1 NAT hides it (RFC 8839, 5.1)."""

from ipaddress import ip_address

from klieg.media.sdp.description import MediaSection, SessionDescription

_ADDRESS, _TYPE = 4, 7
"""Words of ``candidate:foundation component transport priority address port typ type …``."""


def with_public_address(sdp: str, address: str) -> str:
    """Return the description with ``address`` in place of the host candidates' of its IP version.

    Those that become equal are merged; ports stay. The ``c=`` lines follow.

    Raises:
        ValueError: ``address`` is no IP address.
        MalformedSdpError: ``sdp`` is no session description.
    """
    version = ip_address(address).version
    description = SessionDescription.parse(sdp)
    for section in description.media:
        _rewrite(section, address, version)
    return description.build()


def _rewrite(section: MediaSection, address: str, version: int) -> None:
    lines: list[str] = []
    known: set[tuple[str, ...]] = set()
    for line in section.lines:
        if line.startswith(f"c=IN IP{version} "):
            lines.append(f"c=IN IP{version} {address}")
            continue
        if not line.startswith("a=candidate:"):
            lines.append(line)
            continue
        words = line.split()
        if _is_host(words, version):
            words[_ADDRESS] = address
        place = (words[1], words[2].lower(), *words[_ADDRESS:]) if len(words) > _ADDRESS else tuple(words)
        if place not in known:
            known.add(place)
            lines.append(" ".join(words))
    section.lines = lines


def _is_host(words: list[str], version: int) -> bool:
    if len(words) <= _TYPE or words[_TYPE] != "host":
        return False
    try:
        return ip_address(words[_ADDRESS]).version == version
    except ValueError:
        return False  # a name instead of an address (RFC 8839, 5.1): not ours to change
