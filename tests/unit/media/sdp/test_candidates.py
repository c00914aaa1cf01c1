import pytest

from fakes.rtp.offers import ENGINE_ANSWER
from klieg.media.sdp.candidates import with_further_port, with_other_port, with_public_address
from klieg.media.sdp.description import SessionDescription


def _candidates(sdp: str) -> list[str]:
    return SessionDescription.parse(sdp).media[0].values("candidate")


def test_host_candidates_of_the_ip_version_say_the_public_address_once() -> None:
    assert _candidates(with_public_address(ENGINE_ANSWER, "203.0.113.7")) == [
        "1 1 UDP 2114977791 203.0.113.7 38071 typ host",
        "3 1 UDP 2114977535 fd00::5 38071 typ host",
    ]


def test_the_connection_line_follows() -> None:
    assert "c=IN IP4 203.0.113.7\r\n" in with_public_address(ENGINE_ANSWER, "203.0.113.7")
    assert "c=IN IP4 10.0.0.5\r\n" in with_public_address(ENGINE_ANSWER, "2001:db8::7")


def test_ipv6_candidates_have_an_ipv6_address() -> None:
    assert _candidates(with_public_address(ENGINE_ANSWER, "2001:db8::7"))[2].split()[4] == "2001:db8::7"


@pytest.mark.parametrize(
    "line",
    [
        "1 1 UDP 5 1.2.3.4 9 typ srflx raddr 10.0.0.5 rport 9",
        "1 1 UDP 5 4f1e.local 9 typ host",
        "1 1 UDP",
        "",
    ],
)
def test_other_candidates_stay(line: str) -> None:
    sdp = ENGINE_ANSWER.replace("1 1 UDP 2114977791 10.0.0.5 38071 typ host", line)
    assert _candidates(with_public_address(sdp, "203.0.113.7"))[0] == line


def test_an_address_is_an_ip_address() -> None:
    with pytest.raises(ValueError, match=r"media\.example"):
        with_public_address(ENGINE_ANSWER, "media.example")


def test_a_further_port_stands_beside_each_host_candidate_of_ipv4_and_is_tried_later() -> None:
    before = _candidates(ENGINE_ANSWER)
    after = _candidates(with_further_port(ENGINE_ANSWER, 40_000))
    added = [line for line in after if line not in before]
    assert [line for line in after if line in before] == before
    assert [line.split()[0] for line in added] == [f"{line.split()[0]}d" for line in before if "." in line]
    assert {line.split()[5] for line in added} == {"40000"}
    assert all(int(line.split()[3]) < min(int(each.split()[3]) for each in before) for line in added)


def test_another_port_stands_alone() -> None:
    before = [line.split() for line in _candidates(ENGINE_ANSWER) if "." in line]
    after = [line.split() for line in _candidates(with_other_port(ENGINE_ANSWER, 40_000))]
    assert after == [[*words[:5], "40000", *words[6:]] for words in before]
