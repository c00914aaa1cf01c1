"""Answers to Binding requests in the place of a peer that gives none (RFC 8489, 6.3.1.1; RFC 7675, 5.1)."""

from ipaddress import IPv4Address

from klieg.media.stun.sealing import seal

_SUCCESS = b"\x01\x01"
_COOKIE = b"\x21\x12\xa4\x42"
_ADDRESS_BYTES = 12


def write_response(request: bytes, password: str, mapped: tuple[str, int]) -> bytes:
    """Return a success response.

    Args:
        request: A request with a whole header.
        password: The ICE password of whom the request is for.
        mapped: IPv4 address and port the request came from.
    """
    address, port = mapped
    hidden_port = port ^ int.from_bytes(_COOKIE[:2])
    hidden = int(IPv4Address(address)) ^ int.from_bytes(_COOKIE)
    xor_mapped = b"\x00\x20\x00\x08\x00\x01" + hidden_port.to_bytes(2) + hidden.to_bytes(4)
    return seal(_SUCCESS + _ADDRESS_BYTES.to_bytes(2) + _COOKIE + request[8:20] + xor_mapped, password)
