"""STUN binding requests: what is signed anew can be read again, and needs no second time."""

from fakes.mutation import mutations
from klieg.media.stun.binding_request import addressee, with_tie_breaker

PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt"
SEEDS = (
    bytes.fromhex(
        "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008"
        "932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf"
    ),
    bytes.fromhex("000100082112a442000000000000000000000000000600046576746a"),
)


def fuzz_one(data: bytes) -> None:
    name = addressee(data)
    mended = with_tie_breaker(data, PASSWORD)
    if mended is not None:
        assert addressee(mended) == name
        assert with_tie_breaker(mended, PASSWORD) is None


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 3000)):
        fuzz_one(data)
