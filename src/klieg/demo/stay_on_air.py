"""When the demo publishes, when it gives way, and when it comes back."""

import logging
from collections.abc import Callable
from typing import Protocol

from klieg.demo.channel import ApiError, ChannelState, ChannelUnknownError

FIRST_RETRY_S = 0.25
LONGEST_RETRY_S = 5.0
LOOK_AGAIN_S = 1.0
"""How soon the demo notices that the person who took its place has left."""
STOPPED_REST_S = 60.0
"""How long the demo stays away after `klieg stream stop demo`."""
WORTH_TELLING_S = 2.0
"""Control starts beside us: that it does not answer yet is no news."""
FOR_EVER_S = 86_400.0

_log = logging.getLogger(__name__)


class RefusedError(Exception):
    """The node did not let us on the air."""


class DroppedError(Exception):
    """We were on the air, and are no longer."""


class Api(Protocol):
    """What the demo asks (:class:`klieg.demo.channel.ChannelApi`)."""

    def create(self) -> None:
        """Make the channel unless it is there."""

    def look(self) -> ChannelState:
        """Return the channel's key and whether anybody is live on it."""

    def last_end_reason(self) -> str | None:
        """Return why the newest stream session ended, or None while it has not."""


class Demo:
    """Keeps the demo channel on the air.

    Args:
        api: How the channel is found.
        publish: Publishes with a stream key until the process should end; raises RefusedError or DroppedError.
    """

    def __init__(self, api: Api, publish: Callable[[str], None]) -> None:
        self._api = api
        self._publish = publish
        self._created = False
        self._may_resume = True
        self._retry_s = FIRST_RETRY_S

    def attempt(self) -> float:
        """Go on the air if nobody else is there, stay as long as possible, return seconds until the next attempt."""
        try:
            return self._attempt()
        except ChannelUnknownError:
            _log.info("Its channel was deleted: the demo stays off until the next start.")
            return FOR_EVER_S
        except ApiError as error:
            if self._retry_s >= WORTH_TELLING_S:
                _log.warning("Control does not tell the demo its stream key, trying again: %s", error)
        except RefusedError as error:
            _log.info("The demo was not let on the air, somebody else may be: %s", error)
        return self._next_retry()

    def _attempt(self) -> float:
        if not self._created:
            self._api.create()
            self._created = True
        channel = self._api.look()
        if channel.is_live and not self._may_resume:
            return LOOK_AGAIN_S
        self._may_resume = False
        try:
            self._publish(channel.stream_key)
        except DroppedError as error:
            return self._rest_after(error)
        return 0.0

    def _rest_after(self, error: DroppedError) -> float:
        """A short break of the line is resumed at once: viewers hardly notice. A stop by an operator is respected."""
        self._retry_s = FIRST_RETRY_S
        if self._api.last_end_reason() == "stopped":
            _log.info("The demo was stopped: it stays off for %d seconds.", STOPPED_REST_S)
            return STOPPED_REST_S
        _log.info("The demo is off the air and tries to come back: %s", error)
        self._may_resume = True
        return FIRST_RETRY_S

    def _next_retry(self) -> float:
        delay = self._retry_s
        self._retry_s = min(delay * 2, LONGEST_RETRY_S)
        return delay
