import pytest

from klieg.media.sdp.codec_choice import choose_h264, choose_opus, names, offered_codecs
from klieg.media.sdp.description import MediaSection


def _section(formats: str, *lines: str) -> MediaSection:
    return MediaSection("video", 9, "UDP/TLS/RTP/SAVPF", formats.split(), list(lines))


def _h264(number: int, parameters: str) -> tuple[str, str]:
    return f"a=rtpmap:{number} H264/90000", f"a=fmtp:{number} {parameters}"


def test_codecs_have_their_parameters_and_feedback() -> None:
    lines = ("a=rtcp-fb:* nack", "a=rtcp-fb:96 nack pli", *_h264(96, "Packetization-Mode=1; profile-level-id=42E01F"))
    (codec,) = offered_codecs(_section("96", *lines))
    assert (codec.payload_type, codec.name, codec.clock_rate) == (96, "H264", 90_000)
    assert codec.parameters == {"packetization-mode": "1", "profile-level-id": "42E01F"}
    assert codec.profile == "42e0"
    assert codec.feedback == ("nack pli", "nack")


def test_what_cannot_be_read_is_left_out() -> None:
    lines = ("a=rtpmap:96 H264", "a=rtpmap:97 H264/x", "a=rtpmap:200 H264/90000", "a=rtpmap:98 VP8/90000", "a=rtpmap:")
    assert [codec.payload_type for codec in offered_codecs(_section("96 97 200 98 x 99", *lines))] == [98]


@pytest.mark.parametrize(
    ("wanted", "chosen"), [("42e01f", 97), ("640028", 98), ("42001f", 96), ("4d001f", 97), ("42E034", 97)]
)
def test_the_h264_nearest_to_a_profile_is_chosen(wanted: str, chosen: int) -> None:
    lines = (
        *_h264(95, "packetization-mode=0;profile-level-id=42e01f"),
        *_h264(96, "packetization-mode=1;profile-level-id=42001f"),
        *_h264(97, "packetization-mode=1;profile-level-id=42e01f"),
        *_h264(98, "packetization-mode=1;profile-level-id=64001f"),
    )
    codec = choose_h264(offered_codecs(_section("95 96 97 98", *lines)), wanted)
    assert codec is not None
    assert codec.payload_type == chosen


def test_any_profile_is_better_than_none() -> None:
    codec = choose_h264(offered_codecs(_section("96", *_h264(96, "packetization-mode=1;profile-level-id=64001f"))))
    assert codec is not None
    assert codec.profile == "6400"


def test_packetization_mode_0_and_other_clocks_are_not_chosen() -> None:
    lines = ("a=rtpmap:96 H264/90000", "a=rtpmap:97 H264/8000", "a=fmtp:97 packetization-mode=1")
    assert choose_h264(offered_codecs(_section("96 97", *lines))) is None


def test_opus_is_opus_at_48000() -> None:
    codecs = offered_codecs(_section("0 110 111", "a=rtpmap:110 opus/8000", "a=rtpmap:111 OPUS/48000/2"))
    chosen = choose_opus(codecs)
    assert chosen is not None
    assert chosen.payload_type == 111
    assert choose_opus(codecs[:1]) is None


def test_names_are_for_a_sentence() -> None:
    lines = (
        "a=rtpmap:96 VP8/90000",
        "a=rtpmap:97 rtx/90000",
        "a=rtpmap:98 AV1/90000",
        "a=rtpmap:99 H264/90000",
        "a=rtpmap:100 H265/90000",
    )
    codecs = offered_codecs(_section("96 97 98 99 100", *lines))
    assert names(codecs) == "VP8, AV1, H.264 with packetization mode 0 and H.265"
    assert names(codecs[:1]) == "VP8"
    assert names([]) == "no codec that is known here"
    assert names(offered_codecs(_section("0"))) == "PCMU"
