import pytest

from fakes.flv_tags import AAC, aac_configuration, aac_frame, enhanced_audio, mod_ex, one_track
from klieg.media.containers.flv.audio_tag import read_audio_tag
from klieg.media.containers.flv.errors import FlvError, UnsupportedCodecError
from klieg.media.containers.flv.packet import AudioPacket, PacketKind


@pytest.mark.parametrize(
    ("body", "packet"),
    [
        (aac_configuration(b"r"), AudioPacket(PacketKind.CONFIGURATION, b"r")),
        (aac_frame(b"d"), AudioPacket(PacketKind.FRAME, b"d")),
        (enhanced_audio(0, AAC, b"r"), AudioPacket(PacketKind.CONFIGURATION, b"r")),
        (enhanced_audio(1, AAC, b"d"), AudioPacket(PacketKind.FRAME, b"d")),
        (mod_ex(enhanced_audio(1, AAC, b"d"), b"\x00\x00\x09"), AudioPacket(PacketKind.FRAME, b"d", 9)),
        (one_track(enhanced_audio(1, AAC, b"d"), 5, 0), AudioPacket(PacketKind.FRAME, b"d")),
        (one_track(enhanced_audio(1, AAC, b"d"), 5, 3), AudioPacket(PacketKind.NOTHING, ignored_tracks=1)),
    ],
)
def test_aac(body: bytes, packet: AudioPacket) -> None:
    assert read_audio_tag(body) == packet


@pytest.mark.parametrize("body", [b"", enhanced_audio(2, AAC, b""), enhanced_audio(4, AAC, b"\x00\x02")])
def test_what_carries_no_sound_is_nothing(body: bytes) -> None:
    assert read_audio_tag(body).kind is PacketKind.NOTHING


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"\x2f", "MP3"),
        (b"\xb2", "Speex"),
        (b"\x72", "G.711 A-law"),
        (b"\xc0", "Sound format 12"),
        (enhanced_audio(0, b"Opus", b""), "Opus"),
        (enhanced_audio(0, b"zzzz", b""), "Codec 'zzzz'"),
    ],
)
def test_codecs_that_are_not_carried_are_named(body: bytes, name: str) -> None:
    with pytest.raises(UnsupportedCodecError, match=f"^{name} audio is not carried; send AAC"):
        read_audio_tag(body)


@pytest.mark.parametrize("body", [b"\xaf", b"\x91mp4"])
def test_cut_headers_are_refused(body: bytes) -> None:
    with pytest.raises(FlvError, match="cut off"):
        read_audio_tag(body)
