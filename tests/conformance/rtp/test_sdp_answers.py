"""RFC 3264, 8853, 9143, 9725: what an answer says."""

from fakes.rtp.offers import CHROMIUM, ENGINE_ANSWER, PLAYER, SIMULCAST
from klieg.media.sdp.description import MediaSection, SessionDescription
from klieg.media.sdp.ice_servers import IceServer, link_header
from klieg.media.sdp.play_offer import filter_play_offer
from klieg.media.sdp.publish_offer import filter_publish_offer

_DATA = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:2\r\n"


def _answer(offer: str) -> SessionDescription:
    return SessionDescription.parse(filter_publish_offer(offer).answer(ENGINE_ANSWER))


def _numbers(section: MediaSection, name: str) -> set[str]:
    return {value.split()[0] for value in section.values(name)}


def test_rfc_3264_6_an_answer_has_as_many_sections_as_its_offer_and_refuses_with_port_zero() -> None:
    offer = SessionDescription.parse(CHROMIUM + _DATA)
    answer = _answer(CHROMIUM + _DATA)
    assert [section.kind for section in answer.media] == [section.kind for section in offer.media]
    assert [section.port == 0 for section in answer.media] == [False, False, True]


def test_rfc_3264_6_1_sendonly_is_answered_with_recvonly_and_payload_types_of_the_offer() -> None:
    for offered, answered in zip(SessionDescription.parse(CHROMIUM).media, _answer(CHROMIUM).media, strict=True):
        assert answered.direction() == "recvonly"
        assert set(answered.formats) <= set(offered.formats)
        assert _numbers(answered, "rtpmap") == set(answered.formats)
        assert _numbers(answered, "extmap") <= _numbers(offered, "extmap")
        assert set(answered.values("rtcp-fb")) <= set(offered.values("rtcp-fb"))


def test_rfc_5888_9_mids_are_those_of_the_offer() -> None:
    assert [section.mid for section in _answer(CHROMIUM).media] == ["0", "1"]


def test_rfc_9143_7_3_refused_sections_leave_the_bundle() -> None:
    assert _answer(CHROMIUM + _DATA).bundle() == ["0", "1"]
    assert SessionDescription.parse(filter_play_offer(PLAYER.replace("m=audio 9", "m=audio 0")).sdp).bundle() == ["1"]


def test_rfc_8853_5_3_2_simulcast_is_answered_in_the_other_direction_with_the_same_rids() -> None:
    video = _answer(SIMULCAST).media[1]
    assert video.values("simulcast") == ["recv f;h;q"]
    assert [value.split()[1] for value in video.values("rid")] == ["recv"] * 3


def test_rfc_5761_5_1_1_and_rfc_5506_5_rtcp_mux_and_reduced_size_are_answered_where_offered() -> None:
    for section in _answer(CHROMIUM).media:
        assert section.value("rtcp-mux") == section.value("rtcp-rsize") == ""
    assert all(section.value("rtcp-rsize") is None for section in _answer(CHROMIUM.replace("rtcp-rsize", "x")).media)


def test_rfc_9725_4_6_ice_servers_stand_in_link_headers() -> None:
    turn = IceServer("turn:turn.example.net?transport=udp", "user", "myPassword")
    assert link_header(IceServer("stun:stun.example.net")) == '<stun:stun.example.net>; rel="ice-server"'
    assert link_header(turn).split("; ")[1:] == [
        'rel="ice-server"',
        'username="user"',
        'credential="myPassword"',
        'credential-type="password"',
    ]
