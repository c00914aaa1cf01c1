from klieg.media.hls.rendition_report import RenditionReport


def test_lines() -> None:
    line = RenditionReport("../a/playlist.m3u8", 5, 3).line()
    assert line == '#EXT-X-RENDITION-REPORT:URI="../a/playlist.m3u8",LAST-MSN=5,LAST-PART=3\n'
    line = RenditionReport("../a/playlist.m3u8", 5, None).line()
    assert line == '#EXT-X-RENDITION-REPORT:URI="../a/playlist.m3u8",LAST-MSN=5\n'
