"""What waits to be sent on one socket: the newest text of each subject, so a slow reader costs a bounded memory."""

import asyncio

MAX_SUBJECTS = 1100
"""More different subjects than this never wait: the directory, and what a socket may watch, are below it."""


class Outbound:
    """Newest text by subject, in order of last change."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._changed = asyncio.Event()
        self.overflown = False

    def put(self, subject: str, text: str) -> None:
        """Replace what waits for ``subject`` and move it to the end."""
        self._texts.pop(subject, None)
        if len(self._texts) >= MAX_SUBJECTS:
            self.overflown = True
        else:
            self._texts[subject] = text
        self._changed.set()

    def drop(self, subject: str) -> None:
        """Forget what waits for ``subject``: something newer says it all."""
        self._texts.pop(subject, None)

    async def take(self) -> list[str]:
        """Wait for something and return all that waits, oldest first."""
        await self._changed.wait()
        self._changed.clear()
        texts = list(self._texts.values())
        self._texts.clear()
        return texts
