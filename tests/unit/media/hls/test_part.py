from klieg.media.hls.part import Part, part_uri


def test_a_part_has_its_line() -> None:
    part = Part(msn=7, index=2, number=37, ticks=18_000, independent=False, payload=b"x")
    assert part.line() == '#EXT-X-PART:DURATION=0.20000,URI="part-37.m4s"\n'
    assert part.units == 20_000


def test_a_part_that_starts_with_a_keyframe_says_so() -> None:
    line = Part(msn=7, index=0, number=35, ticks=9000, independent=True, payload=b"x").line()
    assert line == '#EXT-X-PART:DURATION=0.10000,URI="part-35.m4s",INDEPENDENT=YES\n'


def test_the_uri_names_the_part_alone() -> None:
    assert part_uri(11) == "part-11.m4s"


def test_a_gap_says_so() -> None:
    line = Part(msn=0, index=1, number=1, ticks=9000, independent=False, payload=b"", gap=True).line()
    assert line == '#EXT-X-PART:DURATION=0.10000,URI="part-1.m4s",GAP=YES\n'
