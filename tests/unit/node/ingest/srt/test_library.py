import ctypes.util

import pytest

from klieg.node.ingest.srt import library
from klieg.node.ingest.srt.library import SrtMissingError, load_library


def test_a_machine_without_libsrt_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_NAMES", ("libsrt.so.nowhere",))
    monkeypatch.setattr(ctypes.util, "find_library", lambda _name: None)
    with pytest.raises(SrtMissingError, match=r"Debian: libsrt1\.5-gnutls"):
        load_library()


def test_an_old_libsrt_is_told_as_old(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        def __init__(self, _name: str) -> None:
            pass

        def srt_getversion(self) -> int:
            return 0x010303

    monkeypatch.setattr(ctypes, "CDLL", Old)
    with pytest.raises(SrtMissingError, match=r"older than 1\.4\.2"):
        load_library()
