"""RFC 3550, appendix A: counting losses and jitter, over a bad network and in small."""

import pytest

from fakes.bad_network import Weather
from fakes.rtp.sender import VIDEO_SSRC, Rehearsal
from klieg.media.rtp.reception import Reception
from klieg.media.rtp.rtcp.report import ReceiverReport


def test_a_3_the_fraction_is_of_the_interval_and_the_sum_of_all() -> None:
    reception = Reception(1, 90_000)
    for sequence in range(100):
        if sequence % 10:
            reception.receive_packet(65_536 + sequence, 0, 0.0)
    first = reception.block(1.0)
    for sequence in range(100, 201):
        if sequence % 4 or sequence == 200:
            reception.receive_packet(65_536 + sequence, 0, 0.0)
    second = reception.block(2.0)
    assert (first.cumulative_lost, second.cumulative_lost) == (9, 9 + 25)
    assert second.fraction_lost == 25 * 256 // 101


def test_a_8_jitter_moves_by_a_sixteenth_of_the_difference() -> None:
    reception = Reception(1, 8000)
    for sequence, (timestamp, arrival) in enumerate([(0, 0.0), (160, 0.02), (320, 0.05)]):
        reception.receive_packet(65_536 + sequence, timestamp, arrival)
    assert reception.jitter == pytest.approx(80 / 16)


@pytest.mark.parametrize("loss", [0.0, 0.05])
def test_6_4_1_reports_tell_the_loss_of_the_path(loss: float) -> None:
    rehearsal = Rehearsal(Weather(loss=loss), nack=False)
    rehearsal.run(15.0)
    reports = [packet for packet in rehearsal.feedback if isinstance(packet, ReceiverReport)]
    blocks = [block for report in reports for block in report.blocks if block.ssrc == VIDEO_SSRC]
    told = sum(block.fraction_lost for block in blocks) / 256 / len(blocks)
    assert told == pytest.approx(loss, abs=0.015)
    assert all(block.last_report for block in blocks[2:])


def test_6_2_reports_come_once_a_second_with_a_name_in_front_of_what_follows() -> None:
    rehearsal = Rehearsal(Weather())
    rehearsal.run(10.0)
    whole = [(at, data) for at, data in rehearsal.said if data[1] == 201]
    assert 9 <= len(whole) <= 11
    assert all(b"klieg" in data for _, data in whole)
