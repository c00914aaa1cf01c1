from klieg.media.hls.live_edge import LiveEdge


def test_before_the_first_part_that_one_is_next() -> None:
    assert LiveEdge(-1, -1, complete=True, ended=False, part_target_s=None).next_part == 0
