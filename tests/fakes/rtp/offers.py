"""Offers as WebRTC clients make them, shortened to what matters."""

TRANSPORT = """a=ice-ufrag:Ab3d
a=ice-pwd:0123456789abcdefghijklmn
a=ice-options:trickle
a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
a=setup:actpass
"""
_SESSION = """v=0
o=- 4611731400430051336 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1
a=extmap-allow-mixed
a=msid-semantic: WMS
"""
_EXTENSIONS = """a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=extmap:13 urn:3gpp:video-orientation
"""
_AUDIO_CODECS = """a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=fmtp:63 111/111
a=rtpmap:13 CN/8000
"""
_AUDIO = (
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13\nc=IN IP4 0.0.0.0\na=rtcp:9 IN IP4 0.0.0.0\n"
    f"{TRANSPORT}a=mid:0\n{_EXTENSIONS}a=sendonly\na=msid:- mic\na=rtcp-mux\na=rtcp-rsize\n{_AUDIO_CODECS}"
    "a=ssrc:2222 cname:c\n"
)
_FEEDBACK = ("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli")


def _video_codec(number: int, name: str, parameters: str = "") -> str:
    lines = [f"a=rtpmap:{number} {name}/90000"]
    lines += [f"a=rtcp-fb:{number} {what}" for what in _FEEDBACK]
    lines += [f"a=fmtp:{number} {parameters}"] if parameters else []
    return "".join(f"{line}\n" for line in lines)


def _h264(number: int, profile: str, mode: int) -> str:
    return _video_codec(
        number, "H264", f"level-asymmetry-allowed=1;packetization-mode={mode};profile-level-id={profile}"
    )


_VIDEO_HEAD = f"c=IN IP4 0.0.0.0\na=rtcp:9 IN IP4 0.0.0.0\n{TRANSPORT}a=mid:1\n"
_VIDEO_CODECS = (
    _video_codec(96, "VP8")
    + "a=rtpmap:97 rtx/90000\na=fmtp:97 apt=96\n"
    + _h264(102, "42001f", 1)
    + "a=rtpmap:103 rtx/90000\na=fmtp:103 apt=102\n"
    + _h264(104, "42e01f", 0)
    + _h264(106, "42e01f", 1)
    + _video_codec(98, "VP9", "profile-id=0")
    + "a=rtpmap:108 red/90000\na=rtpmap:109 ulpfec/90000\n"
)
_VIDEO_FORMATS = "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 104 106 98 108 109\n"
_SSRCS = "a=ssrc-group:FID 1111 1112\na=ssrc:1111 cname:c\na=ssrc:1112 cname:c\n"

CHROMIUM = (
    f"{_SESSION}{_AUDIO}{_VIDEO_FORMATS}{_VIDEO_HEAD}{_EXTENSIONS}"
    f"a=sendonly\na=rtcp-mux\na=rtcp-rsize\n{_VIDEO_CODECS}{_SSRCS}"
).replace("\n", "\r\n")

_RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
SIMULCAST = (
    f"{_SESSION}{_AUDIO}{_VIDEO_FORMATS}{_VIDEO_HEAD}{_EXTENSIONS}a=extmap:10 {_RID}\n"
    f"a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id\na=sendonly\na=rtcp-mux\na=rtcp-rsize\n"
    f"{_VIDEO_CODECS}a=rid:f send\na=rid:h send\na=rid:q send\na=simulcast:send f;h;q\n"
).replace("\n", "\r\n")

WITHOUT_H264 = (
    f"{_SESSION}{_AUDIO}m=video 9 UDP/TLS/RTP/SAVPF 96 97 98\n{_VIDEO_HEAD}{_EXTENSIONS}a=sendonly\na=rtcp-mux\n"
    + _video_codec(96, "VP8")
    + "a=rtpmap:97 rtx/90000\na=fmtp:97 apt=96\n"
    + _video_codec(98, "VP9", "profile-id=0")
).replace("\n", "\r\n")

WITHOUT_OPUS = CHROMIUM.replace("a=rtpmap:111 opus/48000/2\r\n", "").replace(
    "a=rtpmap:63 red", "a=rtpmap:63 telephone-event"
)

PLAYER = CHROMIUM.replace("a=sendonly", "a=recvonly").replace("a=ssrc", "a=x-ssrc")

BUNDLE_ONLY = CHROMIUM.replace("m=video 9", "m=video 0").replace(
    f"{TRANSPORT}a=mid:1\n".replace("\n", "\r\n"), "a=bundle-only\r\na=mid:1\r\n"
)
"""As with the bundle policy max-bundle: the second section has no transport of its own."""

ENGINE_ANSWER = (
    "v=0\no=rtc 93598744 0 IN IP4 127.0.0.1\ns=-\nt=0 0\na=group:BUNDLE 1\na=msid-semantic:WMS *\n"
    "m=video 38071 UDP/TLS/RTP/SAVPF 106\nc=IN IP4 10.0.0.5\na=mid:1\na=recvonly\na=rtcp-mux\n"
    "a=rtpmap:106 H264/90000\na=setup:active\na=ice-ufrag:1M7K\na=ice-pwd:c+scDpYqjJS3zas4xeraOo\n"
    "a=fingerprint:sha-256 AA:BB\n"
    "a=candidate:1 1 UDP 2114977791 10.0.0.5 38071 typ host\n"
    "a=candidate:2 1 UDP 2114977535 192.168.1.5 38071 typ host\n"
    "a=candidate:3 1 UDP 2114977535 fd00::5 38071 typ host\na=end-of-candidates\n"
).replace("\n", "\r\n")
"""What an engine answers to one video section."""
