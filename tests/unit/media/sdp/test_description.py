import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.rtp.offers import CHROMIUM
from klieg.media.sdp.description import MAX_CHARACTERS, MAX_SECTIONS, MediaSection, SessionDescription
from klieg.media.sdp.errors import MalformedSdpError

_HEAD = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"


def test_what_is_read_is_written_again() -> None:
    assert SessionDescription.parse(CHROMIUM).build() == CHROMIUM


def test_line_ends_may_be_lf_alone() -> None:
    assert SessionDescription.parse(CHROMIUM.replace("\r\n", "\n")).build() == CHROMIUM


def test_sections_know_their_attributes() -> None:
    description = SessionDescription.parse(CHROMIUM)
    audio, video = description.media
    assert (audio.kind, audio.mid, audio.direction(), audio.refused) == ("audio", "0", "sendonly", False)
    assert video.formats[0] == "96"
    assert video.value("rtcp-mux") == ""
    assert video.value("simulcast") is None
    assert description.bundle() == ["0", "1"]


def test_a_section_without_a_direction_sends_and_receives() -> None:
    assert MediaSection("video", 9, "UDP/TLS/RTP/SAVPF", ["96"]).direction() == "sendrecv"


def test_a_port_of_zero_refuses_but_for_bundle_only() -> None:
    assert MediaSection("video", 0, "x", ["96"]).refused
    assert not MediaSection("video", 0, "x", ["96"], ["a=bundle-only"]).refused


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\r\n",
        "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n",
        "o=- 1 1 IN IP4 0.0.0.0\r\n",
        f"{_HEAD}hello\r\n",
        f"{_HEAD}M=video 9 x 96\r\n",
        f"{_HEAD}m=video\r\n",
        f"{_HEAD}m=video nine x 96\r\n",
        f"{_HEAD}m=video 999999 x 96\r\n",
        _HEAD + "a=" + "x" * 9000 + "\r\n",
        _HEAD + "m=video 9 x 96\r\n" * (MAX_SECTIONS + 1),
        _HEAD + "a=x\r\n" * (MAX_CHARACTERS // 4),
        "<!DOCTYPE html>",
    ],
)
def test_what_is_no_session_description_is_refused(text: str) -> None:
    with pytest.raises(MalformedSdpError):
        SessionDescription.parse(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        description = SessionDescription.parse(f"{_HEAD}{text}")
    except MalformedSdpError:
        return
    assert SessionDescription.parse(description.build()) == description
