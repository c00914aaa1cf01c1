"""Queries of playlist requests: any text is answered, and never with a wait for something far away."""

from fakes.mutation import mutations
from klieg.media.hls.blocking_reload import MAX_AHEAD_SEGMENTS, Refuse, Serve, Wait, decide, decide_part
from klieg.media.hls.live_edge import LiveEdge

SEEDS = (
    b"_HLS_msn=5&_HLS_part=4&_HLS_skip=YES",
    b"_HLS_msn=6&_HLS_part=0",
    b"_HLS_msn=7",
    b"token=abc&_HLS_skip=v2&_HLS_msn=5&_HLS_future=1",
    b"_HLS_part=1&_HLS_part=2",
)
EDGES = tuple(
    LiveEdge(msn, part, complete, ended, target)
    for msn, part, complete in ((-1, -1, True), (5, 3, False), (5, 9, True))
    for ended in (False, True)
    for target in (None, 0.2, 2.0)
)


def fuzz_one(data: bytes) -> None:
    query = data.decode("latin-1")
    for edge in EDGES:
        match decide(query, edge):
            case Wait(msn, part, _) as wait:
                assert not edge.ended
                assert not wait.reached(edge)
                assert max(edge.msn, 0) <= msn <= edge.msn + MAX_AHEAD_SEGMENTS
                assert part is None or part < 100
            case Refuse(status, sentence):
                assert status == 400
                assert sentence
            case Serve():
                pass
        decision = decide_part(int.from_bytes(data[:2]), edge, held=False)
        assert not isinstance(decision, Serve)


def test_a_short_run() -> None:
    for data in mutations(SEEDS, 3000):
        fuzz_one(data)
