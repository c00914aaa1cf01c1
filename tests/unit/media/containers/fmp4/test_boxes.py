from klieg.media.containers.fmp4.boxes import box, full_box


def test_a_box_is_its_size_its_type_and_its_payload() -> None:
    assert box(b"free") == b"\0\0\0\x08free"
    assert box(b"mdat", b"ab", b"c") == b"\0\0\0\x0bmdatabc"


def test_a_full_box_has_a_version_and_24_bits_of_flags() -> None:
    assert full_box(b"tfdt", 1, 0x020304, b"x") == b"\0\0\0\x0dtfdt\x01\x02\x03\x04x"
