from klieg.media.hls.live_edge import LiveEdge


def test_the_next_part_is_in_the_same_segment_until_that_is_complete() -> None:
    assert LiveEdge(4, 2, complete=False, ended=False, part_target_s=0.2).next_part == (4, 3)
    assert LiveEdge(4, 2, complete=True, ended=False, part_target_s=0.2).next_part == (5, 0)
    assert LiveEdge(-1, -1, complete=True, ended=False, part_target_s=None).next_part == (0, 0)
