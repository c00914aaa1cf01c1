import pytest

from klieg.media.rtp.reception import Reception
from klieg.media.rtp.rtcp.report import SenderReport

ZERO = 0x10000
"""Counters of unwrapped sequence numbers begin here."""


def test_loss_is_what_was_expected_and_did_not_come() -> None:
    reception = Reception(5, 90_000)
    for sequence in (0, 1, 3, 4, 7):
        reception.receive_packet(ZERO + sequence, 0, 0.0)
    block = reception.block(0.0)
    assert (block.ssrc, block.cumulative_lost, block.fraction_lost) == (5, 3, 3 * 256 // 8)
    assert block.highest_sequence == 7
    reception.receive_packet(ZERO + 8, 0, 0.0)
    assert reception.block(0.0).fraction_lost == 0


def test_duplicates_count_as_received() -> None:
    reception = Reception(5, 90_000)
    for sequence in (0, 1, 1, 1, 4):
        reception.receive_packet(ZERO + sequence, 0, 0.0)
    block = reception.block(0.0)
    assert (block.cumulative_lost, block.fraction_lost) == (0, 0)


def test_wraps_are_counted_in_the_upper_half() -> None:
    reception = Reception(5, 90_000)
    reception.receive_packet(ZERO + 0xFFFF, 0, 0.0)
    reception.receive_packet(ZERO + 0x10000, 0, 0.0)
    assert reception.block(0.0).highest_sequence == 0x10000


def test_an_even_stream_has_no_jitter() -> None:
    reception = Reception(5, 90_000)
    for number in range(100):
        reception.receive_packet(ZERO + number, 0xFFFFFF00 + number * 3000 & 0xFFFFFFFF, 100 + number / 30)
    assert reception.jitter == pytest.approx(0, abs=1e-6)


def test_jitter_comes_near_to_the_mean_difference() -> None:
    reception = Reception(5, 90_000)
    for number in range(1000):
        reception.receive_packet(ZERO + number, number * 3000, number / 30 + (0.01 if number % 2 else 0.0))
    assert reception.jitter == pytest.approx(900, rel=0.01)


def test_a_clock_set_anew_and_resent_packets_are_no_jitter() -> None:
    reception = Reception(5, 90_000)
    reception.receive_packet(ZERO, 0, 0.0)
    reception.receive_packet(ZERO + 2, 6000, 2 / 30)
    reception.receive_packet(ZERO + 1, 3000, 0.5)
    reception.receive_packet(ZERO + 3, 0x7FFFFFFF, 3 / 30)
    assert reception.jitter == pytest.approx(0, abs=1e-6)


def test_the_last_sender_report_and_its_age_are_told() -> None:
    reception = Reception(5, 90_000)
    assert (reception.block(9.0).last_report, reception.block(9.0).delay) == (0, 0)
    reception.receive_report(SenderReport(5, 0x1111AAAABBBB2222, 0, 0, 0), 10.0)
    block = reception.block(10.5)
    assert (block.last_report, block.delay) == (0xAAAABBBB, 32_768)


@pytest.mark.parametrize(("packets", "reports", "heard"), [(0, 0, 0), (1, 0, 1), (1, 1, 0), (0, 1, 0)])
def test_only_a_source_that_was_heard_is_reported_on(packets: int, reports: int, heard: int) -> None:
    reception = Reception(5, 90_000)
    for number in range(packets):
        reception.receive_packet(ZERO + number, 0, 0.0)
    for _ in range(reports):
        reception.block(1.0)
    assert reception.heard == heard
