"""Session descriptions for tests that need no media: what a browser offers, shortened to what matters."""

_SESSION = ["v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0"]
_TRANSPORT = [
    "c=IN IP4 0.0.0.0",
    "a=ice-ufrag:abcd",
    "a=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa",
    "a=fingerprint:sha-256 " + ":".join(["AB"] * 32),
    "a=setup:actpass",
    "a=rtcp-mux",
]
_H264 = [
    "a=rtpmap:102 H264/90000",
    "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
    "a=rtcp-fb:102 nack",
    "a=rtcp-fb:102 nack pli",
]
_VP8 = ["a=rtpmap:96 VP8/90000"]
_OPUS = ["a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1"]


def make_offer(direction: str, *, h264: bool = True) -> str:
    """Return an offer with video and audio: H.264, or VP8 alone as Firefox without its plugin.

    ``direction``: ``sendonly`` for publishers, ``recvonly`` for players.
    """
    number, video = ("102", _H264) if h264 else ("96", _VP8)
    lines = [
        *_SESSION,
        "a=group:BUNDLE 0 1",
        f"m=video 9 UDP/TLS/RTP/SAVPF {number}",
        *(*_TRANSPORT, "a=mid:0", f"a={direction}", *video),
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        *(*_TRANSPORT, "a=mid:1", f"a={direction}", *_OPUS),
    ]
    return "".join(f"{line}\r\n" for line in lines)


TRICKLED = (
    "a=ice-ufrag:abcd\r\na=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa\r\nm=video 9 RTP/AVP 0\r\na=mid:0\r\n"
    "a=candidate:1 1 udp 2130706431 127.0.0.1 40000 typ host\r\na=end-of-candidates\r\n"
)
"""What a client sends by PATCH."""
