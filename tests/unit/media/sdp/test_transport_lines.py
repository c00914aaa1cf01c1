import pytest

from fakes.rtp.offers import BUNDLE_ONLY, CHROMIUM
from klieg.media.sdp.description import SessionDescription
from klieg.media.sdp.errors import MalformedSdpError
from klieg.media.sdp.transport_lines import MAX_CANDIDATES, transport_lines


def test_a_section_says_its_transport() -> None:
    offer = SessionDescription.parse(CHROMIUM)
    lines = transport_lines(offer, offer.media[1])
    assert lines[:2] == ["a=ice-ufrag:Ab3d", "a=ice-pwd:0123456789abcdefghijklmn"]
    assert {line.partition(":")[0] for line in lines[2:]} == {"a=ice-options", "a=setup", "a=fingerprint"}


def test_the_first_section_of_the_bundle_fills_in() -> None:
    offer = SessionDescription.parse(BUNDLE_ONLY)
    assert not offer.media[1].values("ice-ufrag")
    assert transport_lines(offer, offer.media[1]) == transport_lines(offer, offer.media[0])


def test_the_session_level_fills_in_too() -> None:
    fingerprint = next(line for line in CHROMIUM.split("\r\n") if line.startswith("a=fingerprint"))
    text = CHROMIUM.replace(f"{fingerprint}\r\n", "").replace("t=0 0\r\n", f"t=0 0\r\n{fingerprint}\r\n")
    offer = SessionDescription.parse(text)
    assert fingerprint in transport_lines(offer, offer.media[1])


@pytest.mark.parametrize("name", ["ice-ufrag", "ice-pwd", "fingerprint"])
def test_what_webrtc_needs_must_be_there(name: str) -> None:
    offer = SessionDescription.parse(CHROMIUM.replace(f"a={name}:", "a=x:"))
    with pytest.raises(MalformedSdpError, match=name):
        transport_lines(offer, offer.media[0])


def test_candidates_are_bounded() -> None:
    line = "a=candidate:1 1 UDP 1 10.0.0.1 9 typ host\r\n"
    offer = SessionDescription.parse(CHROMIUM + line * (MAX_CANDIDATES + 1))
    with pytest.raises(MalformedSdpError, match="candidate"):
        transport_lines(offer, offer.media[1])
