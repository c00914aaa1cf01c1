from dataclasses import replace

from klieg.media.hls.multivariant_playlist import VariantDescription, render

VIDEO = VariantDescription("source", "avc1.64001f,mp4a.40.2", 1280, 720, 29.97003, 3_000_000, 2_600_000, True)
AUDIO = VariantDescription("audio", "mp4a.40.2", None, None, None, 128_000, 127_000, True)


def test_a_playlist_of_two() -> None:
    assert render([VIDEO, AUDIO], prefix="st-1/") == (
        "#EXTM3U\n"
        "#EXT-X-VERSION:9\n"
        "#EXT-X-INDEPENDENT-SEGMENTS\n"
        '#EXT-X-STREAM-INF:BANDWIDTH=3000000,AVERAGE-BANDWIDTH=2600000,CODECS="avc1.64001f,mp4a.40.2",'
        "RESOLUTION=1280x720,FRAME-RATE=29.970,CLOSED-CAPTIONS=NONE\n"
        "st-1/source/playlist.m3u8\n"
        '#EXT-X-STREAM-INF:BANDWIDTH=128000,AVERAGE-BANDWIDTH=127000,CODECS="mp4a.40.2",CLOSED-CAPTIONS=NONE\n'
        "st-1/audio/playlist.m3u8\n"
    )


def test_one_dependent_variant_takes_the_promise_back() -> None:
    assert "INDEPENDENT" not in render([VIDEO, replace(AUDIO, independent=False)])
