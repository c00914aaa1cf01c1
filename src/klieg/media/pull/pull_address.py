"""Which addresses may be pulled from. An address comes from whoever runs a channel, so none of it is trusted."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from klieg.kernel.errors import ProtocolError

DEFAULT_PORTS = {"rtmp": 1935, "rtmps": 443, "rtsp": 554, "rtsps": 322, "http": 80, "https": 443}
"""Schemes that are fetched over the network, and their ports."""


_LAST_FOUR_BYTES = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))


class PullRefusedError(ProtocolError):
    """This address is not pulled from; the sentence says why and repeats nothing secret of it."""


@dataclass(frozen=True, slots=True)
class PullRules:
    """What an operator allows.

    Attributes:
        allowed_hosts: Host names, ``*`` for any part of one; none given means every host.
        private_addresses: Whether addresses of this machine and of private networks are allowed.
        folder: Files below it may be played; empty for none.
    """

    allowed_hosts: tuple[str, ...] = ()
    private_addresses: bool = False
    folder: str = ""


def read_address(url: str, rules: PullRules) -> SplitResult:
    """Return the parts of an address that may be pulled from, as far as its text tells.

    Raises:
        PullRefusedError: it may not.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise PullRefusedError("The address to pull from cannot be read.") from error
    if parts.scheme == "file":
        if not rules.folder or parts.netloc:
            raise PullRefusedError("Files are not pulled here: no folder is configured for them (pull_folder).")
        return parts
    if parts.scheme not in DEFAULT_PORTS:
        scheme = parts.scheme or "That"
        raise PullRefusedError(f"{scheme} is not pulled; use rtmp(s), rtsp(s), http(s) with HLS, or file.")
    if not parts.hostname or port == 0:
        raise PullRefusedError("The address to pull from names no host.")
    hosts = [pattern.lower() for pattern in rules.allowed_hosts]
    if hosts and not any(fnmatchcase(parts.hostname, pattern) for pattern in hosts):
        raise PullRefusedError("This host is not among those that may be pulled from (pull_allowed_hosts).")
    return parts


def check_ip(ip: str, rules: PullRules) -> None:
    """Check an address that a name resolved to, before it is connected to.

    Raises:
        PullRefusedError: it belongs to this machine or a private network, and that is not configured.
    """
    address = ip_address(ip.partition("%")[0])
    if isinstance(address, IPv6Address):
        address = _embedded(address)
    if not rules.private_addresses and (not address.is_global or address.is_multicast):
        raise PullRefusedError("The host has a private address, which is not pulled from (pull_private_addresses).")


def _embedded(address: IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 one stands for, if it does: mapped, 6to4, NAT64 (RFC 6052), compatible."""
    if address.sixtofour is not None:
        return address.sixtofour
    if any(address in network for network in _LAST_FOUR_BYTES):
        return IPv4Address(address.packed[-4:])
    return address
