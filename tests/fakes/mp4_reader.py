"""A small reader of fragmented MP4, written from ISO/IEC 14496-12 and sharing nothing with our writer."""

from collections.abc import Iterator
from dataclasses import dataclass, field

CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"mvex", b"moof", b"traf"}


@dataclass(frozen=True)
class Box:
    kind: str
    offset: int  # of the box header in what was read
    body: bytes  # after the header
    children: tuple["Box", ...] = ()

    def all(self, path: str) -> list["Box"]:
        head, _, rest = path.partition("/")
        found = [child for child in self.children if child.kind == head]
        return [box for child in found for box in child.all(rest)] if rest else found

    def one(self, path: str) -> "Box":
        found = self.all(path)
        assert len(found) == 1, f"{len(found)} times {path} in {self.kind}"
        return found[0]

    def u32(self, at: int) -> int:
        return int.from_bytes(self.body[at : at + 4])

    @property
    def version(self) -> int:
        return self.body[0]

    @property
    def flags(self) -> int:
        return int.from_bytes(self.body[1:4])


def read_boxes(data: bytes, start: int = 0) -> tuple[Box, ...]:
    return tuple(_boxes(data, start))


def _boxes(data: bytes, start: int) -> Iterator[Box]:
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        kind = data[at + 4 : at + 8]
        assert 8 <= size <= len(data) - at, f"box {kind!r} of {size} bytes in {len(data) - at}"
        body = data[at + 8 : at + size]
        children = read_boxes(body, start + at + 8) if kind in CONTAINERS else ()
        yield Box(kind.decode(), start + at, body, children)
        at += size


@dataclass(frozen=True)
class Sample:
    decode_time: int
    presentation_time: int
    duration: int
    sync: bool
    payload: bytes


@dataclass
class Fragment:
    """One moof with its mdat: the samples of each track."""

    sequence: int
    samples: dict[int, list[Sample]] = field(default_factory=dict)


def read_fragments(data: bytes) -> list[Fragment]:
    """Read a series of moof/mdat pairs; every byte of every mdat must belong to exactly one sample."""
    boxes = [box for box in read_boxes(data) if box.kind not in {"styp", "prft", "emsg"}]
    assert [box.kind for box in boxes] == ["moof", "mdat"] * (len(boxes) // 2), [box.kind for box in boxes]
    fragments = []
    for moof, mdat in zip(boxes[::2], boxes[1::2], strict=True):
        fragment = Fragment(moof.one("mfhd").u32(4))
        at = mdat.offset + 8
        for traf in moof.all("traf"):
            track, samples, start, end = _read_run(traf, data, moof.offset)
            assert track not in fragment.samples, "two trafs of one track"
            assert start == at, "samples follow one another in the mdat"
            fragment.samples[track] = samples
            at = end
        assert at == mdat.offset + 8 + len(mdat.body), "the mdat holds nothing else"
        fragments.append(fragment)
    return fragments


def _read_run(traf: Box, data: bytes, moof_offset: int) -> tuple[int, list[Sample], int, int]:
    tfhd, tfdt, trun = traf.one("tfhd"), traf.one("tfdt"), traf.one("trun")
    assert tfhd.flags & 0x020000, "default-base-is-moof"
    assert tfdt.version == 1
    assert trun.version == 1, "signed composition offsets"
    defaults = tfhd.body[8:]
    default = {}
    for bit in (0x08, 0x10, 0x20):
        if tfhd.flags & bit:
            default[bit], defaults = int.from_bytes(defaults[:4]), defaults[4:]
    count, at = trun.u32(4), 12
    assert trun.flags & 1, "data offset"
    start = position = moof_offset + trun.u32(8)
    time = int.from_bytes(tfdt.body[4:12])
    samples = []
    for _ in range(count):
        values = {0x100: default.get(0x08, 0), 0x200: default.get(0x10, 0), 0x400: default.get(0x20, 0), 0x800: 0}
        for bit in values:
            if trun.flags & bit:
                values[bit], at = int.from_bytes(trun.body[at : at + 4], signed=bit == 0x800), at + 4
        payload = data[position : position + values[0x200]]
        assert len(payload) == values[0x200]
        sync = not values[0x400] & 0x10000
        assert (values[0x400] >> 24 & 3) == (2 if sync else 1), "sample_depends_on tells the same"
        samples.append(Sample(time, time + values[0x800], values[0x100], sync, payload))
        time, position = time + values[0x100], position + values[0x200]
    assert at == len(trun.body), "the run's table has nothing else"
    return tfhd.u32(4), samples, start, position
