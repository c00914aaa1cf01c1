import pytest

from klieg.media.srt.stream_id import MAX_CHARACTERS, StreamIdError, read_stream_key


@pytest.mark.parametrize(
    "stream_id", ["sk_key", "#!::r=sk_key", "#!::r=sk_key,m=publish", "#!::u=me,t=stream,m=publish,r=sk_key,x"]
)
def test_the_key_is_the_whole_or_the_resource(stream_id: str) -> None:
    assert read_stream_key(stream_id) == "sk_key"


@pytest.mark.parametrize(
    ("stream_id", "code"),
    [
        ("", 1400),
        ("#!::", 1400),
        ("#!::u=me", 1400),
        ("#!{r=sk_key}", 1400),
        ("x" * (MAX_CHARACTERS + 1), 1400),
        ("#!::r=sk_key,m=request", 1405),
        ("#!::r=sk_key,m=bidirectional", 1405),
        ("#!::r=sk_key,t=file", 1415),
    ],
)
def test_what_asks_for_something_else_is_refused_by_its_code(stream_id: str, code: int) -> None:
    with pytest.raises(StreamIdError) as caught:
        read_stream_key(stream_id)
    assert caught.value.code == code
