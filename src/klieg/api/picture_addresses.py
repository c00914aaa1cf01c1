"""Where pictures are, on the origin of the page. What is there never changes."""

AVATAR_WIDTH = 256
BANNER_WIDTH = 1280
"""Of the print that views name; the others are beside it."""


def avatar_url(drawn: str, picture_id: str | None) -> str:
    """Return the address of an avatar: a picture of somebody's own, or a drawn one."""
    return picture_url(picture_id, AVATAR_WIDTH) if picture_id else f"/avatars/{drawn}.svg"


def banner_url(picture_id: str | None) -> str | None:
    """Return the address of a banner, None where there is none."""
    return picture_url(picture_id, BANNER_WIDTH) if picture_id else None


def picture_url(picture_id: str, width: int) -> str:
    """Return the address of a print."""
    return f"/pictures/{picture_id}/{width}.webp"
