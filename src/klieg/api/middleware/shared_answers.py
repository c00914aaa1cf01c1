"""One answer for all who ask the same within a moment, as a shared cache in front would give (RFC 9111).

A page that goes round the world is asked for a thousand times a second and is the same each time. What may be shared
and for how long is the route's to say, by ``Cache-Control``. Whatever this process commits ends the life of all it has
stored: who changes something sees it at once. Those who ask at the same time wait for the first of them.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from klieg.kernel.clock import Clock

MAX_ANSWERS = 512
MAX_CONTENT_BYTES = 256 * 1024
_PATHS = re.compile(r"/api/v1/(directory/[a-z]+|channels(/[^/]+)?)")
_LIFE = re.compile(r"(?:^|[\s,])(s-maxage|max-age)=(\d{1,4})(?=$|[\s,])")

type Question = tuple[str, str, str, bytes]
"""Scheme, host, path and query: the answer names addresses as seen by who asks."""


@dataclass(slots=True)
class Answer:
    """What was answered.

    Attributes:
        began_at: When it was asked for, on the monotonic clock.
        commits: How often this process had committed then.
        messages: As the application sent them.
        route: Who answered, for the request log.
    """

    began_at: float
    commits: int
    messages: list[Message] = field(default_factory=list)
    route: Any = None

    @property
    def headers(self) -> Headers:
        """Its header fields."""
        return Headers(raw=self.messages[0]["headers"])

    @property
    def life_s(self) -> int:
        """For how long it may be shared; 0: not at all."""
        size = sum(len(message.get("body", b"")) for message in self.messages)
        is_good = self.messages[0]["status"] == HTTPStatus.OK and size <= MAX_CONTENT_BYTES
        return life_of(self.headers.get("cache-control", "")) if is_good else 0

    @property
    def varies(self) -> bool:
        """Whether only those get it who show no credentials."""
        return "vary" in self.headers


class SharedAnswers:
    """Answers from what was answered a moment ago.

    Args:
        app: What is asked otherwise.
        clock: Tells how old an answer is.
        commits: Tells how often this process has committed.
    """

    def __init__(self, app: ASGIApp, clock: Clock, commits: Callable[[], int]) -> None:
        self._app = app
        self._clock = clock
        self._commits = commits
        self._answers: OrderedDict[Question, Answer] = OrderedDict()
        self._asked: dict[Question, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _PATHS.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        question = (scope["scheme"], headers.get("host", ""), scope["path"], scope["query_string"])
        is_known = "cookie" in headers or "authorization" in headers
        answer = self._find(question, is_known=is_known)
        if answer is None and not is_known and question in self._asked:
            await self._asked[question].wait()
            answer = self._find(question, is_known=is_known)
        if answer is not None:
            scope["route"] = answer.route
            await send(self._aged(answer))
        else:
            answer = await self._ask(question, scope, receive, is_known=is_known)
            await send(answer.messages[0])
        for message in answer.messages[1:]:
            await send(message)

    def _find(self, question: Question, *, is_known: bool) -> Answer | None:
        answer = self._answers.get(question)
        if answer is None or (is_known and answer.varies):
            return None
        if answer.commits == self._commits() and self._clock.now() - answer.began_at < answer.life_s:
            return answer
        del self._answers[question]
        return None

    async def _ask(self, question: Question, scope: Scope, receive: Receive, *, is_known: bool) -> Answer:
        """Ask the application. Nothing is sent before it is stored: a slow reader keeps nobody waiting."""
        answer = Answer(self._clock.now(), self._commits())

        async def take(message: Message) -> None:
            answer.messages.append(message)

        with self._first(question, alone=is_known or question in self._asked):
            await self._app(scope, receive, take)
            answer.route = scope.get("route")
            if answer.life_s and not (is_known and answer.varies):
                self._answers[question] = answer
                self._answers.move_to_end(question)
            if len(self._answers) > MAX_ANSWERS:
                self._answers.popitem(last=False)
        return answer

    @contextmanager
    def _first(self, question: Question, *, alone: bool) -> Iterator[None]:
        """Let others who ask the same wait meanwhile, unless this one asks for itself alone."""
        if alone:
            yield
            return
        answered = self._asked[question] = asyncio.Event()
        try:
            yield
        finally:
            del self._asked[question]
            answered.set()

    def _aged(self, answer: Answer) -> Message:
        """Return how the answer starts, with its age (RFC 9111 section 5.1)."""
        start: Message = {**answer.messages[0], "headers": list(answer.messages[0]["headers"])}
        MutableHeaders(scope=start)["Age"] = str(int(self._clock.now() - answer.began_at))
        return start


def life_of(cache_control: str) -> int:
    """Return for how many seconds an answer may be shared: 0 unless it says ``public`` (RFC 9111 section 5.2.2)."""
    lives = {name: int(seconds) for name, seconds in _LIFE.findall(cache_control)}
    return lives.get("s-maxage", lives.get("max-age", 0)) if "public" in cache_control else 0
