"""Parameter sets as real encoders wrote them (PyAV 19: x264 165, x265 4.3, SVT-AV1), and records built of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class H264Vector:
    """An SPS and PPS, and what the encoder was told."""

    sps: bytes
    pps: bytes
    width: int
    height: int
    frame_rate: float
    codec_string: str

    def record(self, length_size: int = 4) -> bytes:
        """Return the body of an avcC box without the part behind the PPS, as FLV encoders send it."""
        head = bytes((1, *self.sps[1:4], 0xFC | length_size - 1, 0xE1))
        return head + _sized(self.sps) + b"\x01" + _sized(self.pps)


def _sized(nal: bytes) -> bytes:
    return len(nal).to_bytes(2) + nal


FULL_HD = H264Vector(
    bytes.fromhex("6742c028da01e0089f9610000003001000000303c0f1832a"),
    bytes.fromhex("68ce0fc8"),
    1920,
    1080,
    30.0,
    "avc1.42c028",
)
WIDE_480 = H264Vector(
    bytes.fromhex("6764001facd940d83de6e10000030001000003003c0f183196"),
    bytes.fromhex("68eae3cb22c0"),
    854,
    480,
    30.0,
    "avc1.64001f",
)
WIDE_768 = H264Vector(
    bytes.fromhex("67640020acd94056061e6e1000003e90000ea600f1831960"),
    bytes.fromhex("68eae3cb22c0"),
    1366,
    768,
    30000 / 1001,
    "avc1.640020",
)
PORTRAIT = H264Vector(
    bytes.fromhex("6742c020da02d0286840000003004000001e03c60ca8"),
    bytes.fromhex("68ce0fc8"),
    720,
    1280,
    60.0,
    "avc1.42c020",
)
TEN_BIT = H264Vector(
    bytes.fromhex("676e001ea6cd940a02ff961000000300100000030320f162d960"),
    bytes.fromhex("68eae3cb22c0"),
    640,
    360,
    25.0,
    "avc1.6e001e",
)
INTERLACED = H264Vector(
    bytes.fromhex("6764001eacd940b424d08000000300800000190f8a14cb"),
    bytes.fromhex("68faa3cb22c0"),
    720,
    576,
    25.0,
    "avc1.64001e",
)
H264_VECTORS = (FULL_HD, WIDE_480, WIDE_768, PORTRAIT, TEN_BIT, INTERLACED)


@dataclass(frozen=True, slots=True)
class H265Vector:
    """A VPS, SPS and PPS, and what the encoder was told."""

    vps: bytes
    sps: bytes
    pps: bytes
    width: int
    height: int
    frame_rate: float
    codec_string: str

    def record(self, length_size: int = 4, order: tuple[int, ...] = (32, 33, 34), completeness: int = 0) -> bytes:
        """Return the body of an hvcC box with one array for each type in ``order``."""
        profile = self.sps[3:].replace(b"\x00\x00\x03", b"\x00\x00")[:12]
        head = b"\x01" + profile + bytes.fromhex("f000fcfdf8f80000") + bytes((0x0C | length_size - 1, len(order)))
        sets = {32: self.vps, 33: self.sps, 34: self.pps}
        return head + b"".join(bytes((completeness << 7 | kind, 0, 1)) + _sized(sets[kind]) for kind in order)


H265_480 = H265Vector(
    bytes.fromhex("40010c01ffff01600000030090000003000003005a959409"),
    bytes.fromhex("42010101600000030090000003000003005aa006c201e1cde595952930b9a020000003002000000303c1"),
    bytes.fromhex("4401c073c18900"),
    854,
    480,
    30.0,
    "hvc1.1.6.L90.90",
)
H265_768 = H265Vector(
    bytes.fromhex("40010c01ffff022000000300900000030000030078959809"),
    bytes.fromhex("420101022000000300900000030000030078a002ac80301d6d96566924cae68080000003008000001904"),
    bytes.fromhex("4401c172b46240"),
    1366,
    768,
    50.0,
    "hvc1.2.4.L120.90",
)
H265_VECTORS = (H265_480, H265_768)


@dataclass(frozen=True, slots=True)
class Av1Vector:
    """A sequence header OBU, the first bytes of a key frame OBU, and what the encoder was told."""

    sequence_header: bytes
    width: int
    height: int
    bit_depth: int
    codec_string: str

    def record(self) -> bytes:
        """Return the body of an av1C box; its flags are not what is read."""
        return bytes.fromhex("81000c00") + self.sequence_header


AV1_480 = Av1Vector(bytes.fromhex("0a0c0200002526355ef895f20080"), 854, 480, 8, "av01.0.04M.08")
AV1_768 = Av1Vector(bytes.fromhex("0a0c0200002d2a6aadfe257ca020"), 1366, 768, 10, "av01.0.05M.10")
AV1_VECTORS = (AV1_480, AV1_768)
AV1_KEY_FRAME = bytes.fromhex("320410008081")
AV1_INTER_FRAME = bytes.fromhex("320430008081")
AV1_TEMPORAL_DELIMITER = bytes.fromhex("1200")

AAC_LC_48000_STEREO = bytes.fromhex("1190")
AAC_LC_44100_STEREO = bytes.fromhex("1210")
