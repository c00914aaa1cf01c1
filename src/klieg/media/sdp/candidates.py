"""Candidates in an answer (RFC 8839, 5.1): the address clients reach us at when a 1:1 NAT hides it; a further port."""

from collections.abc import Callable
from ipaddress import ip_address

from klieg.media.sdp.description import MediaSection, SessionDescription

_FOUNDATION, _PROTOCOL, _PRIORITY, _ADDRESS, _PORT, _TYPE = 0, 2, 3, 4, 5, 7
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


def with_other_port(sdp: str, port: int) -> str:
    """Return the description with its IPv4 host candidates at ``port``, and without any other candidate.

    Raises:
        MalformedSdpError: ``sdp`` is no session description.
    """

    def change(line: str) -> list[str]:
        words = line.split()
        if _is_udp_host(words):
            words[_PORT] = str(port)
            return [" ".join(words)]
        return [] if line.startswith("a=candidate:") else [line]

    return _with_each_line(sdp, change)


def with_further_port(sdp: str, port: int) -> str:
    """Return the description with a candidate more for each IPv4 host candidate, at ``port`` and of less priority.

    Raises:
        MalformedSdpError: ``sdp`` is no session description.
    """

    def change(line: str) -> list[str]:
        words = line.split()
        if not _is_udp_host(words):
            return [line]
        words[_FOUNDATION] += "d"
        words[_PRIORITY] = str(int(words[_PRIORITY]) // 2)
        words[_PORT] = str(port)
        return [line, " ".join(words)]

    return _with_each_line(sdp, change)


def _with_each_line(sdp: str, change: Callable[[str], list[str]]) -> str:
    description = SessionDescription.parse(sdp)
    for section in description.media:
        section.lines = [changed for line in section.lines for changed in change(line)]
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


def _is_udp_host(words: list[str]) -> bool:
    return _is_host(words, 4) and words[0].startswith("a=candidate:") and words[_PROTOCOL].upper() == "UDP"


def _is_host(words: list[str], version: int) -> bool:
    if len(words) <= _TYPE or words[_TYPE] != "host":
        return False
    try:
        return ip_address(words[_ADDRESS]).version == version
    except ValueError:
        return False  # a name instead of an address (RFC 8839, 5.1): not ours to change
