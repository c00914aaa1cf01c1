import pytest

from klieg.api.realtime.frames import BeatFrame, Bye, Directory, FrameError, Unwatch, Watch, parse_client_frame


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"type":"watch","channel":"demo"}', Watch(type="watch", channel="demo")),
        ('{"type":"unwatch","channel":"demo"}', Unwatch(type="unwatch", channel="demo")),
        ('{"type":"directory","newer":1}', Directory(type="directory")),
        (
            '{"type":"beat","channel":"demo","playback_session_id":"abcd1234"}',
            BeatFrame(type="beat", channel="demo", playback_session_id="abcd1234"),
        ),
        (
            '{"type":"bye","channel":"demo","playback_session_id":"abcd1234"}',
            Bye(type="bye", channel="demo", playback_session_id="abcd1234"),
        ),
    ],
)
def test_frames_are_read(text: str, expected: object) -> None:
    assert parse_client_frame(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 2000,
        "7",
        "[{}]",
        '{"type":"bea"}',
        '{"type":["watch"]}',
        '{"type":"watch","channel":"\ud800bc"}',
        "[" * 900,
    ],
)
def test_others_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(FrameError) as refused:
        parse_client_frame(text)
    assert len(str(refused.value)) < 300
