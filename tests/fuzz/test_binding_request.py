"""STUN binding requests: what is signed anew can be read again and needs no second time; an answer is no request."""

from fakes.mutation import mutations
from klieg.media.stun.binding_request import addressee, is_signed, with_tie_breaker
from klieg.media.stun.binding_response import write_response

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
    if name is not None:
        answer = write_response(data, PASSWORD, ("192.0.2.1", 32853))
        assert answer[8:20] == data[8:20]
        assert addressee(answer) is None
    mended = with_tie_breaker(data, PASSWORD)
    if mended is not None:
        assert is_signed(data, PASSWORD)
        assert is_signed(mended, PASSWORD)
        assert addressee(mended) == name
        assert with_tie_breaker(mended, PASSWORD) is None


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 3000)):
        fuzz_one(data)
