"""Session descriptions and ICE fragments of clients: what is answered can be read again."""

import contextlib

from fakes.mutation import mutations
from fakes.rtp.offers import BUNDLE_ONLY, CHROMIUM, ENGINE_ANSWER, PLAYER, SIMULCAST, WITHOUT_H264
from klieg.media.sdp.candidates import with_public_address
from klieg.media.sdp.description import SessionDescription
from klieg.media.sdp.errors import SdpError
from klieg.media.sdp.ice_fragment import parse_ice_fragment
from klieg.media.sdp.play_offer import filter_play_offer
from klieg.media.sdp.publish_offer import filter_publish_offer

_FRAGMENT = b"a=ice-ufrag:x\r\na=ice-pwd:y\r\na=candidate:1 1 UDP 5 192.0.2.1 9 typ host\r\na=end-of-candidates\r\n"
SEEDS = (
    *(text.encode() for text in (CHROMIUM, SIMULCAST, PLAYER, BUNDLE_ONLY, WITHOUT_H264, ENGINE_ANSWER)),
    _FRAGMENT,
)


def fuzz_one(data: bytes) -> None:
    with contextlib.suppress(SdpError):
        parse_ice_fragment(data)
    text = data.decode(errors="replace")
    try:
        sections = len(SessionDescription.parse(text).media)
        assert len(SessionDescription.parse(with_public_address(text, "203.0.113.7")).media) == sections
        offer = filter_publish_offer(text)
        SessionDescription.parse(offer.sdp)
        answer = SessionDescription.parse(offer.answer(ENGINE_ANSWER))
        assert len(answer.media) == sections
    except SdpError:
        pass
    try:
        played = filter_play_offer(text)
        assert len(SessionDescription.parse(played.answer(played.sdp)).media) == len(
            SessionDescription.parse(text).media
        )
    except SdpError:
        pass


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 1500)):
        fuzz_one(data)
