"""Who follows which channel. Following oneself is refused; following twice is following once."""

from klieg.domains.following.actions import follow, unfollow
from klieg.domains.following.errors import OwnChannelError
from klieg.domains.following.models import Follow
from klieg.domains.following.queries import count_followers, is_following, list_followed, max_lines_of
from klieg.domains.following.rules import is_partner, max_lines

__all__ = [
    "Follow",
    "OwnChannelError",
    "count_followers",
    "follow",
    "is_following",
    "is_partner",
    "list_followed",
    "max_lines",
    "max_lines_of",
    "unfollow",
]
