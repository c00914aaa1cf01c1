import inspect

from klieg.kernel.errors import ProtocolError
from klieg.media.rtmp import errors


def test_the_drawn_tree_is_the_tree() -> None:
    classes = [one for _, one in inspect.getmembers(errors, inspect.isclass) if one.__module__ == errors.__name__]
    assert errors.__doc__ is not None
    for one in classes:
        assert issubclass(one, ProtocolError)
        assert one.__name__ in errors.__doc__


def test_an_exceeded_limit_is_named() -> None:
    error = errors.LimitExceededError("message_bytes", 5)
    assert (error.limit, error.maximum, str(error)) == ("message_bytes", 5, "The peer exceeded message_bytes = 5.")
