"""libsrt by its C interface (SRT API, ``srt.h``): the few calls a listener needs."""

import ctypes
import ctypes.util
import socket
from collections.abc import Callable
from typing import Final

from klieg.kernel.errors import KliegError

_NAMES: Final = ("libsrt.so.1.5", "libsrt-gnutls.so.1.5", "libsrt.so.1", "libsrt.1.5.dylib")
LEAST_VERSION: Final = 0x010402
"""Version 1.4.2 brought rejection codes of one's own."""

MAX_PAYLOAD_BYTES: Final = 1456
_STREAM_ID_BYTES: Final = 513
_PASSPHRASE: Final = 26
_LOG_CRITICAL: Final = 2
_BACKLOG: Final = 64
_ERROR: Final = -1

_HOOK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p)

type AskHook = Callable[[int, str, str], int]
"""Called with socket, address and stream id of a caller; returns 0 to let it in or a rejection code."""


class SrtMissingError(KliegError):
    """There is no libsrt on this machine, or it is too old."""


class SrtError(KliegError):
    """A call of libsrt failed."""


class _Address(ctypes.Structure):
    """``struct sockaddr_in``; SRT listens on IPv4 here."""

    _fields_ = (
        ("family", ctypes.c_ushort),
        ("port", ctypes.c_uint16),
        ("address", ctypes.c_ubyte * 4),
        ("padding", ctypes.c_char * 8),
    )


def load_library() -> ctypes.CDLL:
    """Return libsrt.

    Raises:
        SrtMissingError: it is not there, or older than 1.4.2; the sentence says what to install.
    """
    names = [*_NAMES, *(name for name in (ctypes.util.find_library("srt"),) if name)]
    for name in names:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        if library.srt_getversion() < LEAST_VERSION:
            raise SrtMissingError("The libsrt of this machine is older than 1.4.2: install a newer one.")
        return library
    raise SrtMissingError("No libsrt on this machine: install it (Debian: libsrt1.5-gnutls, macOS: brew install srt).")


class SrtListener:
    """A listening socket. ``accept`` and ``receive`` wait; each is for a thread of its own.

    Args:
        host: IPv4 address to listen on.
        port: UDP port.
        ask: See :data:`AskHook`. Called on a thread of libsrt, on which every connection of the port waits.

    Raises:
        SrtMissingError: no usable libsrt.
        SrtError: the port cannot be listened on.
    """

    def __init__(self, host: str, port: int, ask: AskHook) -> None:
        self._library = load_library()
        self._ask = ask
        self._hook = _HOOK(self._answer_hook)  # kept: libsrt holds only a pointer to it
        self._library.srt_startup()
        self._library.srt_setloglevel(_LOG_CRITICAL)  # it would write to our standard error what callers do wrong
        self._socket = self._check(self._library.srt_create_socket())
        address = _Address(socket.AF_INET, socket.htons(port), (ctypes.c_ubyte * 4)(*socket.inet_aton(host)))
        self._check(self._library.srt_bind(self._socket, ctypes.byref(address), ctypes.sizeof(address)))
        self._check(self._library.srt_listen_callback(self._socket, self._hook, None))
        self._check(self._library.srt_listen(self._socket, _BACKLOG))

    def accept(self) -> int:
        """Wait for the next caller that was let in; return its socket."""
        return self._check(self._library.srt_accept(self._socket, None, None))

    def receive(self, caller: int, buffer: ctypes.Array[ctypes.c_char]) -> int:
        """Wait for the next message of a caller; return its size, 0 when the connection is over."""
        return max(0, int(self._library.srt_recvmsg(caller, buffer, len(buffer))))

    def close(self, caller: int) -> None:
        """End a caller's connection."""
        self._library.srt_close(caller)

    def demand_passphrase(self, caller: int, passphrase: str) -> None:
        """From within the hook: let the caller in only if it encrypts by this passphrase."""
        encoded = passphrase.encode()
        self._check(self._library.srt_setsockflag(caller, _PASSPHRASE, encoded, len(encoded)))

    def _answer_hook(
        self, _opaque: int | None, caller: int, _version: int, peer: int | None, stream_id: bytes | None
    ) -> int:
        rejection = 1500
        try:
            text = (stream_id or b"")[:_STREAM_ID_BYTES].decode("utf-8", "replace")
            rejection = self._ask(caller, _host_of(peer), text)
        finally:
            if rejection:
                self._library.srt_setrejectreason(caller, rejection)
        return _ERROR if rejection else 0

    def _check(self, result: int) -> int:
        if result != _ERROR:
            return result
        self._library.srt_getlasterror_str.restype = ctypes.c_char_p
        said = self._library.srt_getlasterror_str() or b""
        raise SrtError(f"libsrt: {said.decode(errors='replace')}")


def _host_of(peer: int | None) -> str:
    if not peer:
        return ""
    address = _Address.from_address(peer)
    return socket.inet_ntoa(bytes(address.address)) if address.family == socket.AF_INET else ""
