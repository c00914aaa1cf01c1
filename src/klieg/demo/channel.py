"""The demo's channel, as the API shows it to the admin."""

import http.client
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TITLE = "Test card"
_TIMEOUT_S = 5.0
_ANSWER_MAX_BYTES = 1_000_000


class ChannelUnknownError(Exception):
    """There is no such channel: somebody deleted it."""


class ApiError(Exception):
    """Control does not answer, or not as it should; the sentence says how."""


@dataclass(frozen=True)
class ChannelState:
    """What the demo wants to know before it publishes."""

    stream_key: str
    is_live: bool


class ChannelApi:
    """The few requests the demo makes, by the standard library alone: this process should be small.

    Args:
        control_url: Where control answers.
        token_file: File with the admin token.
        channel: Name of the channel.
    """

    def __init__(self, control_url: str, token_file: Path, channel: str) -> None:
        address = urlsplit(control_url)
        assert address.hostname is not None, "settings validate addresses"
        self._secure = address.scheme == "https"
        self._host, self._port = address.hostname, address.port
        self._token_file = token_file
        self._channel = channel

    def create(self) -> None:
        """Make the channel unless it is there."""
        self._request("POST", "/api/v1/channels", {"name": self._channel, "title": TITLE}, accepted={201, 409})

    def look(self) -> ChannelState:
        """Return the channel's key and whether anybody is live on it.

        Raises:
            ChannelUnknownError: it was deleted.
        """
        answer = self._request("GET", f"/api/v1/channels/{self._channel}", accepted={200})
        return ChannelState(stream_key=str(answer["stream_key"]), is_live=bool(answer["is_live"]))

    def last_end_reason(self) -> str | None:
        """Return why the newest stream session ended, or None while it has not."""
        answer = self._request("GET", f"/api/v1/channels/{self._channel}/sessions?limit=1", accepted={200})
        sessions = answer["sessions"]
        return sessions[0]["end_reason"] if sessions else None

    def _request(
        self, method: str, path: str, body: dict[str, str] | None = None, *, accepted: set[int]
    ) -> dict[str, Any]:
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=_TIMEOUT_S)
        try:
            token = self._token_file.read_text(encoding="ascii").strip()
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            connection.request(method, path, json.dumps(body) if body else None, headers)
            response = connection.getresponse()
            data = response.read(_ANSWER_MAX_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise ApiError(f"{type(error).__name__}: {error}") from error
        finally:
            connection.close()
        if response.status == http.client.NOT_FOUND:
            raise ChannelUnknownError
        if response.status not in accepted:
            raise ApiError(f"{method} {path} was answered with {response.status}")
        answer = json.loads(data)
        assert isinstance(answer, dict), "the API answers with objects"
        return answer
