"""Weak comparison of entity tags (RFC 9110, 8.8.3.2)."""

import pytest

from klieg.node.delivery.entity_tag import matches_tag


@pytest.mark.parametrize(
    ("if_none_match", "etag", "matches"),
    [
        (b'"1"', '"1"', True),
        (b'W/"1"', '"1"', True),
        (b'"1"', 'W/"1"', True),
        (b'"0", W/"1" , "2"', 'W/"1"', True),
        (b" * ", '"1"', True),
        (b'"11"', '"1"', False),
        (b"1", '"1"', False),
    ],
)
def test_a_tag_is_named_or_not(if_none_match: bytes, etag: str, *, matches: bool) -> None:
    assert matches_tag(if_none_match, etag) is matches
