"""Entity tags (RFC 9110, 8.8.3) as requests name them."""


def matches_tag(if_none_match: bytes, etag: str) -> bool:
    """Say whether ``if-none-match`` names an entity tag, by weak comparison (RFC 9110, 8.8.3.2 and 13.1.2)."""
    if if_none_match.strip() == b"*":
        return True
    opaque = etag.removeprefix("W/").encode()
    return any(named.strip().removeprefix(b"W/") == opaque for named in if_none_match.split(b","))
