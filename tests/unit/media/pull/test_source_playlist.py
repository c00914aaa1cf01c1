import pytest

from klieg.media.pull.source_playlist import MAX_SEGMENTS, PlaylistError, SourceSegment, read_playlist

URL = "https://tv.example/live/index.m3u8?token=x"


def test_segments_are_numbered_from_the_media_sequence() -> None:
    playlist = read_playlist(
        "\ufeff#EXTM3U\r\n#EXT-X-TARGETDURATION:4\r\n#EXT-X-MEDIA-SEQUENCE:7\r\n\r\n"
        "#EXTINF:4,\r\na.ts\r\n#EXTINF:4,\r\n/b.ts?x=1\r\n#EXTINF:4,\r\nhttps://other.example/c.ts\r\n",
        URL,
    )
    assert playlist.segments == [
        SourceSegment(7, "https://tv.example/live/a.ts"),
        SourceSegment(8, "https://tv.example/b.ts?x=1"),
        SourceSegment(9, "https://other.example/c.ts"),
    ]
    assert (playlist.target_s, playlist.has_ended, playlist.variant_url) == (4.0, False, "")


def test_the_end_discontinuities_and_initialization_sections() -> None:
    playlist = read_playlist(
        '#EXTM3U\n#EXT-X-MAP:URI="i.mp4"\n#EXT-X-KEY:METHOD=NONE\na\n#EXT-X-DISCONTINUITY\nb\nc\n#EXT-X-ENDLIST', URL
    )
    assert [(one.map_url, one.begins_anew) for one in playlist.segments] == [
        ("https://tv.example/live/i.mp4", False),
        ("https://tv.example/live/i.mp4", True),
        ("https://tv.example/live/i.mp4", False),
    ]
    assert playlist.has_ended


def test_the_variant_with_the_most_bits_is_taken() -> None:
    text = (
        "#EXTM3U\n#EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=9000,BANDWIDTH=500\nlow.m3u8\n"
        '#EXT-X-STREAM-INF:CODECS="avc1,mp4a",BANDWIDTH=900,RESOLUTION=1x1\nhigh.m3u8\n'
        "#EXT-X-STREAM-INF:BANDWIDTH=700\nmiddle.m3u8"
    )
    playlist = read_playlist(text, URL)
    assert playlist.variant_url == "https://tv.example/live/high.m3u8"
    assert playlist.segments == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "no HLS playlist"),
        ("<html>", "no HLS playlist"),
        ("#EXTM3U8\na.ts", "no HLS playlist"),
        ('#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="k"\na.ts', "encrypted"),
        ("#EXTM3U\n#EXT-X-BYTERANGE:9@0\na.ts", "parts of files"),
        ('#EXTM3U\n#EXT-X-MAP:URI="i.mp4",BYTERANGE="9@0"\na', "parts of files"),
        ("#EXTM3U\n#EXT-X-MAP:\na", "parts of files"),
        ("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:-1\na", "number"),
        ("#EXTM3U\n#EXT-X-TARGETDURATION:4.5\na", "number"),
        ("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:٣\na", "number"),
        ("#EXTM3U\nhttp://[::1/a.ts", "address"),
        ("#EXTM3U\n" + "a\n" * (MAX_SEGMENTS + 1), "more than"),
    ],
)
def test_what_cannot_be_followed(lines: str, said: str) -> None:
    with pytest.raises(PlaylistError, match=said):
        read_playlist(lines, URL)


@pytest.mark.parametrize(("written", "read"), [("0", 1.0), ("999999", 60.0)])
def test_the_longest_segment_is_kept_within_reason(written: str, read: float) -> None:
    assert read_playlist(f"#EXTM3U\n#EXT-X-TARGETDURATION:{written}", URL).target_s == read
