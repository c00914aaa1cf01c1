from klieg.media.rtp.keyframe_requests import KeyframeRequests


def _asked(requests: KeyframeRequests, begin: float, end: float, *, broken: bool = False) -> list[float]:
    steps = [begin + step / 100 for step in range(round((end - begin) * 100))]
    return [round(now, 2) for now in steps if requests.poll(now, broken=broken)]


def test_a_source_that_begins_is_given_time_for_its_first_keyframe() -> None:
    assert _asked(KeyframeRequests(2.0, 0.0), 0.0, 1.0, broken=True) == [0.3, 0.6, 0.9]


def test_a_keyframe_is_asked_for_when_the_last_one_is_old() -> None:
    requests = KeyframeRequests(2.0, 0.0)
    requests.receive_keyframe(0.1)
    assert _asked(requests, 0.1, 4.5) == [2.1, 3.1, 4.1]
    requests.receive_keyframe(4.5)
    assert _asked(requests, 4.5, 6.6) == [6.5]
    assert requests.sent == 4


def test_a_wish_is_repeated_until_a_keyframe_comes() -> None:
    requests = KeyframeRequests(10.0, 0.0)
    requests.receive_keyframe(0.5)
    assert _asked(requests, 0.5, 1.0) == []
    requests.want()
    assert _asked(requests, 1.0, 1.5) == [1.0, 1.3]
    requests.receive_keyframe(1.5)
    assert _asked(requests, 1.5, 3.0) == []


def test_wishes_are_at_least_300_ms_apart() -> None:
    requests = KeyframeRequests(10.0, 0.0)
    asked = []
    for step in range(300):
        requests.want()
        asked += _asked(requests, step / 100, (step + 1) / 100)
    assert len(asked) == 9
