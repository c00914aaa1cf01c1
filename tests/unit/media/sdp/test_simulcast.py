import pytest

from klieg.media.sdp.description import MediaSection
from klieg.media.sdp.simulcast import sent_layers


def _section(simulcast: str, rids: str) -> MediaSection:
    lines = [*(f"a=rid:{rid} send" for rid in rids.split()), f"a=simulcast:{simulcast}"]
    return MediaSection("video", 9, "UDP/TLS/RTP/SAVPF", ["96"], lines)


@pytest.mark.parametrize(
    ("simulcast", "rids", "layers"),
    [
        ("send f;h;q", "f h q", ("f", "h", "q")),
        ("recv a;b send q;h", "q h", ("q", "h")),
        ("send f,g;~h", "f g h", ("f", "h")),
        ("send f;h;q", "f h", ("f", "h")),
        ("send f;h", "f", ()),
        ("send f;f", "f", ()),
        ("recv f;h", "f h", ()),
        ("send", "f h", ()),
        ("", "f h", ()),
        ("send 1;2;3;4;5;6", "1 2 3 4 5 6", ("1", "2", "3", "4")),
        (f"send f;{'x' * 17}", f"f {'x' * 17}", ()),
    ],
)
def test_layers_are_what_is_sent_and_declared(simulcast: str, rids: str, layers: tuple[str, ...]) -> None:
    assert sent_layers(_section(simulcast, rids)) == layers


def test_no_simulcast_line_is_no_simulcast() -> None:
    assert sent_layers(MediaSection("video", 9, "x", ["96"], ["a=rid:f send"])) == ()
