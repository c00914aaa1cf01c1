"""Rule group 1: EXT-X-SERVER-CONTROL and EXT-X-PART-INF (RFC 8216bis, 4.4.3.7 and 4.4.3.8)."""

from decimal import Decimal

import pytest

from fakes.hls_rules import check_media_playlist
from fakes.hls_watcher import Watcher
from fakes.scripted_stream import Script
from klieg.media.hls.rendition import HlsConfig


@pytest.mark.parametrize("rate", [24.0, 25.0, 30.0, 60.0, 5.0, 1.0])
def test_4_4_3_8_low_latency_control(rate: float) -> None:
    watcher = Watcher().feed(Script(frame_rate=rate, seconds=3, gop_frames=2).arrivals())
    control, target = watcher.playlist.server_control, watcher.playlist.part_target
    assert target is not None
    assert control["CAN-BLOCK-RELOAD"] == "YES"
    assert Decimal(control["PART-HOLD-BACK"]) == 3 * target
    assert Decimal(control["HOLD-BACK"]) == 12
    assert Decimal(control["CAN-SKIP-UNTIL"]) == 24


def test_normal_latency_blocks_reloads_and_lists_no_parts() -> None:
    watcher = Watcher(HlsConfig(parts=False, target_duration_s=6)).feed(Script(seconds=5).arrivals())
    assert watcher.playlist.part_target is None
    assert not watcher.playlist.parts
    assert watcher.playlist.server_control == {
        "CAN-BLOCK-RELOAD": "YES",
        "CAN-SKIP-UNTIL": "36.0",
        "HOLD-BACK": "18.0",
    }
    assert not watcher.playlist.hints


@pytest.mark.parametrize(
    ("frame_rate", "part_target"),
    [(30.0, "0.20000"), (25.0, "0.20000"), (24.0, "0.20833"), (60.0, "0.20000"), (1.0, "1.00000")],
)
def test_part_target_is_a_whole_number_of_frames(frame_rate: float, part_target: str) -> None:
    for declares_rate in (True, False):
        script = Script(frame_rate=frame_rate, seconds=4, gop_frames=4, declares_rate=declares_rate, stamps_in_ms=False)
        watcher = Watcher().feed(script.arrivals())
        assert watcher.playlist.part_target == pytest.approx(Decimal(part_target), abs=Decimal("0.00002"))


def test_the_checker_sees_a_hold_back_that_is_too_short() -> None:
    playlist = Watcher().feed(Script(seconds=3).arrivals()).playlist
    playlist.server_control |= {"PART-HOLD-BACK": "0.4", "HOLD-BACK": "8", "CAN-SKIP-UNTIL": "10"}
    del playlist.server_control["CAN-BLOCK-RELOAD"]
    assert [sentence[:2] for sentence in check_media_playlist(playlist)] == ["1:"] * 4
