import pytest

from fakes.rtp.offers import BUNDLE_ONLY, CHROMIUM, ENGINE_ANSWER, SIMULCAST, WITHOUT_H264, WITHOUT_OPUS
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.sdp.description import SessionDescription
from klieg.media.sdp.errors import MalformedSdpError, SdpError, UnacceptableOfferError
from klieg.media.sdp.publish_offer import filter_publish_offer

AUDIO = ReceivedStream("audio", 111, 48_000, 3, None, 4, nack=False, pli=False)
VIDEO = ReceivedStream("video", 106, 90_000, 3, None, 4, nack=True, pli=True, fir=True)


def test_one_h264_and_one_opus_are_taken() -> None:
    assert filter_publish_offer(CHROMIUM).streams == (AUDIO, VIDEO)


def test_the_engine_gets_one_section_with_one_payload_type() -> None:
    engine = SessionDescription.parse(filter_publish_offer(CHROMIUM).sdp)
    (section,) = engine.media
    assert (section.kind, section.port, section.formats) == ("video", 9, ["106"])
    assert engine.bundle() == [section.mid] == ["1"]
    assert section.values("rtpmap") == ["106 H264/90000"]
    assert section.values("ice-ufrag") == ["Ab3d"]
    assert section.values("ssrc") == section.values("ssrc-group") == []
    assert all(value.startswith("106 ") for value in section.values("rtcp-fb"))


@pytest.mark.parametrize("word", ["rtx", "red", "ulpfec", "VP8", "FID", "goog-remb", "video-orientation"])
def test_nothing_is_answered_that_was_not_taken(word: str) -> None:
    assert word in CHROMIUM
    assert word not in filter_publish_offer(CHROMIUM).answer(ENGINE_ANSWER)


def test_the_client_is_answered_section_by_section() -> None:
    answer = SessionDescription.parse(filter_publish_offer(CHROMIUM).answer(ENGINE_ANSWER))
    audio, video = answer.media
    assert answer.bundle() == ["0", "1"]
    assert (audio.kind, audio.formats, audio.mid, audio.direction()) == ("audio", ["111"], "0", "recvonly")
    assert (video.kind, video.formats, video.mid, video.direction()) == ("video", ["106"], "1", "recvonly")
    for section in (audio, video):
        assert section.port == 38_071
        assert section.value("setup") == "active"
        assert section.value("ice-ufrag") == "1M7K"
        assert len(section.values("candidate")) == 3
        assert "3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01" in section.values("extmap")
    assert audio.values("fmtp") == ["111 minptime=10;useinbandfec=1"]
    assert video.values("rtcp-fb") == ["106 nack", "106 nack pli", "106 ccm fir", "106 transport-cc"]


def test_a_public_address_stands_in_the_answer() -> None:
    answer = filter_publish_offer(CHROMIUM).answer(ENGINE_ANSWER, public_address="203.0.113.7")
    assert "10.0.0.5" not in answer
    assert answer.count("203.0.113.7 38071 typ host") == 2


def test_simulcast_layers_are_received_in_the_order_of_the_offer() -> None:
    offer = filter_publish_offer(SIMULCAST)
    assert (offer.streams[1].rids, offer.streams[1].rid_id) == (("f", "h", "q"), 10)
    assert "rid" not in "".join(SessionDescription.parse(offer.sdp).media[0].values("simulcast"))
    video = SessionDescription.parse(offer.answer(ENGINE_ANSWER)).media[1]
    assert video.values("rid") == ["f recv", "h recv", "q recv"]
    assert video.values("simulcast") == ["recv f;h;q"]
    assert "10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id" in video.values("extmap")


def test_simulcast_without_the_rid_extension_is_one_stream() -> None:
    text = SIMULCAST.replace("rtp-hdrext:sdes:rtp-stream-id", "rtp-hdrext:sdes:something-else")
    offer = filter_publish_offer(text)
    assert offer.streams[1].rids == ()
    assert "simulcast" not in offer.answer(ENGINE_ANSWER)


def test_remb_is_answered_where_there_is_no_transport_feedback() -> None:
    offer = filter_publish_offer(CHROMIUM.replace(" transport-cc", " x"))
    assert [(stream.twcc_id, stream.remb) for stream in offer.streams] == [(None, False), (None, True)]
    assert "goog-remb" in offer.answer(ENGINE_ANSWER)


def test_a_bundle_only_section_is_taken() -> None:
    offer = filter_publish_offer(BUNDLE_ONLY)
    assert len(offer.streams) == 2
    assert "a=ice-ufrag:Ab3d" in offer.sdp


def test_other_sections_are_refused_in_their_places() -> None:
    data = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:2\r\na=sctp-port:5000\r\n"
    offer = filter_publish_offer(CHROMIUM + data)
    application = SessionDescription.parse(offer.answer(ENGINE_ANSWER)).media[2]
    assert (application.kind, application.port, application.mid) == ("application", 0, "2")
    assert application.formats == ["webrtc-datachannel"]


def test_a_picture_alone_is_taken() -> None:
    text = CHROMIUM.replace("m=audio 9", "m=audio 0")
    assert filter_publish_offer(text).streams == (VIDEO,)


@pytest.mark.parametrize(
    ("sdp", "sentence"),
    [
        (WITHOUT_H264, "Video must come as H.264 with packetization mode 1; this client offers VP8 and VP9."),
        (WITHOUT_OPUS, "Audio must come as Opus; this client offers G722, PCMU and PCMA."),
        (CHROMIUM.replace("m=video 9", "m=video 0"), "no video"),
        (CHROMIUM.replace("a=sendonly", "a=recvonly"), "no video"),
        (CHROMIUM.replace("a=group:BUNDLE 0 1", "a=group:BUNDLE 1"), "one BUNDLE group"),
        (CHROMIUM.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), "not as RTP/AVP"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(sdp: str, sentence: str) -> None:
    with pytest.raises(UnacceptableOfferError, match=sentence):
        filter_publish_offer(sdp)


@pytest.mark.parametrize(
    "answer", ["", "v=0\r\n", ENGINE_ANSWER.replace("a=ice-pwd", "a=x"), ENGINE_ANSWER + "m=a 9 x 0\r\n"]
)
def test_an_engine_that_answers_nonsense_is_noticed(answer: str) -> None:
    with pytest.raises(MalformedSdpError):
        filter_publish_offer(CHROMIUM).answer(answer)


def test_extension_identifiers_that_cannot_be_are_not_there() -> None:
    for number in ("0", "256", "x", "-3", "3000"):
        text = CHROMIUM.replace("a=extmap:3 ", f"a=extmap:{number} ")
        assert filter_publish_offer(text).streams[1].twcc_id is None


def test_every_refusal_is_an_sdp_error() -> None:
    assert issubclass(UnacceptableOfferError, SdpError)
    assert issubclass(MalformedSdpError, SdpError)
