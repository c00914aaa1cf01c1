from klieg.media.rtp.arrival_log import MAX_LOGGED_PACKETS, ArrivalLog
from klieg.media.rtp.rtcp.transport_feedback import TransportFeedback


def _feedback(log: ArrivalLog, now: float) -> TransportFeedback:
    feedback = log.poll(now, 1, 2)
    assert feedback is not None
    return feedback


def test_arrivals_are_told_each_50_ms() -> None:
    log = ArrivalLog()
    for number in range(3):
        log.receive(number, 1 + number / 1000)
    feedback = _feedback(log, 1.003)
    assert feedback == TransportFeedback(1, 2, 0, 0, (4000, 4004, 4008))
    log.receive(3, 1.004)
    assert log.poll(1.04, 1, 2) is None
    assert _feedback(log, 1.054).count == 1


def test_nothing_is_told_when_nothing_came() -> None:
    log = ArrivalLog()
    assert log.poll(5.0, 1, 2) is None
    log.receive(1, 5.0)
    assert log.poll(5.0, 1, 2) is not None
    assert log.poll(9.0, 1, 2) is None


def test_what_is_missing_between_two_reports_is_in_the_second() -> None:
    log = ArrivalLog()
    log.receive(65_534, 1.0)
    _feedback(log, 1.0)
    log.receive(1, 1.1)
    feedback = _feedback(log, 1.1)
    assert (feedback.base_sequence, feedback.arrivals) == (65_535, (None, None, 4400))


def test_a_packet_that_was_reported_missing_is_told_when_it_comes() -> None:
    log = ArrivalLog()
    log.receive(1, 1.0)
    log.receive(3, 1.0)
    assert _feedback(log, 1.0).arrivals == (4000, None, 4000)
    log.receive(2, 1.1)
    feedback = _feedback(log, 1.1)
    assert (feedback.base_sequence, feedback.arrivals) == (2, (4400,))
    log.receive(4, 1.2)
    assert _feedback(log, 1.2).base_sequence == 4


def test_a_packet_from_long_ago_is_passed_over_and_a_second_one_too() -> None:
    log = ArrivalLog()
    log.receive(2000, 1.0)
    log.receive(2000, 1.5)
    log.receive(1000, 1.5)
    assert _feedback(log, 1.5).arrivals == (4000,)


def test_a_report_is_bounded() -> None:
    log = ArrivalLog()
    log.receive(0, 1.0)
    log.receive(30_000, 1.0)
    feedback = _feedback(log, 1.0)
    assert len(feedback.arrivals) == MAX_LOGGED_PACKETS
    assert feedback.arrivals[-1] == 4000
