import pytest

from fakes.rtp.offers import BUNDLE_ONLY, ENGINE_ANSWER, PLAYER, WITHOUT_H264
from klieg.media.sdp.description import SessionDescription
from klieg.media.sdp.errors import MalformedSdpError, UnacceptableOfferError
from klieg.media.sdp.play_offer import PlayedSection, filter_play_offer

FMTP = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"


def _engine_answer(sdp: str) -> str:
    """Return an answer to each section of an offer, as an engine does."""
    description = SessionDescription.parse(sdp)
    for section in description.media:
        section.port = 38_071
        section.lines = [line.replace("a=recvonly", "a=sendonly") for line in section.lines]
    return description.build()


def test_sound_and_picture_are_sent_where_they_are_asked_for() -> None:
    offer = filter_play_offer(PLAYER)
    assert offer.audio == PlayedSection("audio", "0", 0, 111, 48_000, "minptime=10;useinbandfec=1", False, False, False)
    assert offer.video == PlayedSection("video", "1", 1, 106, 90_000, FMTP, True, True, True)


def test_the_engine_sees_one_payload_type_each_and_no_extensions() -> None:
    engine = SessionDescription.parse(filter_play_offer(PLAYER).sdp)
    assert [section.formats for section in engine.media] == [["111"], ["106"]]
    assert engine.bundle() == ["0", "1"]
    for section in engine.media:
        assert section.values("extmap") == []
        assert section.direction() == "recvonly"
    assert engine.media[1].values("rtcp-fb") == ["106 nack", "106 nack pli", "106 ccm fir", "106 goog-remb"]


def test_the_profile_of_the_stream_is_preferred() -> None:
    video = filter_play_offer(PLAYER, profile="42001f").video
    assert video is not None
    assert video.payload_type == 102


def test_sections_that_are_not_played_are_refused_in_their_places() -> None:
    data = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n"
    offer = filter_play_offer(PLAYER.replace("m=audio 9", "m=audio 0") + data)
    assert offer.audio is None
    answer = SessionDescription.parse(offer.answer(_engine_answer(offer.sdp), public_address="203.0.113.7"))
    assert [(section.kind, section.port) for section in answer.media] == [
        ("audio", 0),
        ("video", 38_071),
        ("application", 0),
    ]


def test_a_bundle_only_section_is_played() -> None:
    offer = filter_play_offer(BUNDLE_ONLY.replace("a=sendonly", "a=recvonly"))
    assert offer.video is not None
    assert offer.sdp.count("a=ice-ufrag:Ab3d") == 2


@pytest.mark.parametrize(
    ("sdp", "sentence"),
    [
        (WITHOUT_H264.replace("a=sendonly", "a=recvonly"), "this player takes VP8 and VP9"),
        (PLAYER.replace("opus", "speex"), "The sound is sent as Opus; this player takes SPEEX, G722, PCMU and PCMA"),
        (PLAYER.replace("a=recvonly", "a=sendonly"), "neither video nor audio"),
    ],
)
def test_a_player_that_takes_nothing_of_it_is_told(sdp: str, sentence: str) -> None:
    with pytest.raises(UnacceptableOfferError, match=sentence):
        filter_play_offer(sdp)


def test_an_engine_that_answers_another_number_of_sections_is_noticed() -> None:
    with pytest.raises(MalformedSdpError):
        filter_play_offer(PLAYER).answer(ENGINE_ANSWER)
