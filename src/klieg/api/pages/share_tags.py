"""What a link to a channel looks like where it is shared: Open Graph (ogp.me) and Twitter card tags.

Those who read them run no script, so they stand in the page that is served.
"""

import re
from html import escape

from klieg.api.addresses import Addresses
from klieg.api.views import PublicChannelView
from klieg.domains.channels import is_channel_name

_HEAD_END = re.compile(r"</head>", re.IGNORECASE)
_CHANNEL_PAGE = re.compile(r"([A-Za-z0-9._-]{3,30})(?:/profile)?/?")
_SUMMARY_MAX = 200


def channel_name_in(path: str) -> str | None:
    """Return the channel a path of the web app may be about, in lower case; None when it can be about none."""
    match = _CHANNEL_PAGE.fullmatch(path)
    name = match[1].lower() if match else ""
    return name if is_channel_name(name) else None


def share_tags(channel: PublicChannelView, addresses: Addresses) -> str:
    """Return the tags of a channel's page."""
    title = f"{channel.display_name} is live" if channel.is_live else channel.display_name
    words = channel.title or channel.description or "Live video"
    summary = " ".join(words.split())[:_SUMMARY_MAX]
    tags = {
        "og:type": "video.other" if channel.is_live else "profile",
        "og:site_name": "Klieg",
        "og:title": title,
        "og:description": summary,
        "og:url": f"{addresses.page}/{channel.name}",
        "twitter:card": "summary_large_image" if channel.is_live else "summary",
    }
    picture = (channel.thumbnail_url if channel.is_live else None) or channel.banner_url
    if picture is not None:
        tags["og:image"] = picture if picture.startswith("http") else addresses.page + picture
    lines = [f'<meta property="{name}" content="{escape(value)}" />' for name, value in tags.items()]
    return "\n".join((*lines, f"<title>{escape(title)}</title>"))


def with_share_tags(page: str, tags: str) -> str:
    """Return a page with tags at the end of its head."""
    return _HEAD_END.sub(lambda end: f"{tags}\n{end[0]}", page, count=1)
