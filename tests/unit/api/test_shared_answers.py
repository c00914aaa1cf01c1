import asyncio
from dataclasses import dataclass, field

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from klieg.api.middleware.shared_answers import MAX_ANSWERS, MAX_CONTENT_BYTES, SharedAnswers, life_of

LIVE = "/api/v1/directory/live"
SHARED = {"cache-control": "public, max-age=2"}


@dataclass
class Stand:
    """An application that counts how often it is asked, behind what shares its answers."""

    headers: dict[str, str] = field(default_factory=lambda: dict(SHARED))
    status: int = 200
    size: int = 4
    asked: int = 0
    commits: int = 0
    seconds: float = 100.0
    held: asyncio.Event | None = None

    def __post_init__(self) -> None:
        shared = SharedAnswers(self.answer, clock=self, commits=lambda: self.commits)
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(shared), base_url="http://a")

    def now(self) -> float:
        return self.seconds

    def wallclock(self) -> float:
        return self.seconds

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        number = self.asked
        scope["route"] = "a route"
        if self.held:
            await self.held.wait()
        headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": str(number).encode().ljust(self.size, b".")})

    async def get(self, path: str = LIVE, **headers: str) -> str:
        return (await self.client.get(path, headers=headers)).text.strip(".")


async def test_who_asks_the_same_gets_the_same_until_it_is_old() -> None:
    stand = Stand()
    assert [await stand.get(), await stand.get()] == ["1", "1"]
    stand.seconds += 1.9
    again = await stand.client.get(LIVE)
    assert (again.text, again.headers["age"], again.headers["cache-control"]) == ("1...", "1", "public, max-age=2")
    stand.seconds += 0.1
    assert await stand.get() == "2"
    assert "age" not in (await stand.client.get("/api/v1/directory/search?q=a")).headers


async def test_another_question_has_another_answer() -> None:
    stand = Stand()
    asked = [
        await stand.get(),
        await stand.get(LIVE + "?limit=3"),
        await stand.get("/api/v1/channels"),
        await stand.get(host="elsewhere"),
    ]
    assert asked == ["1", "2", "3", "4"]


async def test_a_commit_ends_what_is_stored() -> None:
    stand = Stand()
    await stand.get()
    stand.commits += 1
    assert await stand.get() == "2"


async def test_what_a_commit_overtook_is_not_kept() -> None:
    stand = Stand(held=asyncio.Event())
    first = asyncio.create_task(stand.get())
    await asyncio.sleep(0)
    stand.commits += 1
    assert stand.held is not None
    stand.held.set()
    await first
    assert await stand.get() == "2"


@pytest.mark.parametrize(
    ("headers", "status", "size"),
    [
        ({}, 200, 4),
        ({"cache-control": "no-store"}, 200, 4),
        ({"cache-control": "max-age=9"}, 200, 4),
        ({"cache-control": "public, max-age=0"}, 200, 4),
        (SHARED, 404, 4),
        (SHARED, 200, MAX_CONTENT_BYTES + 1),
    ],
)
async def test_what_may_not_be_shared_is_asked_each_time(headers: dict[str, str], status: int, size: int) -> None:
    stand = Stand(headers, status, size)
    assert [await stand.get(), await stand.get()] == ["1", "2"]


async def test_what_lies_elsewhere_and_what_changes_something_pass() -> None:
    stand = Stand()
    assert [await stand.get("/api/v1/session"), await stand.get("/api/v1/session")] == ["1", "2"]
    for _ in range(2):
        await stand.client.post("/api/v1/channels")
    assert stand.asked == 4


@pytest.mark.parametrize("credentials", [{"cookie": "klieg_session=x"}, {"authorization": "Bearer x"}])
async def test_what_varies_is_neither_given_to_nor_taken_from_somebody(credentials: dict[str, str]) -> None:
    varying = {"cache-control": "public, max-age=0, s-maxage=1", "vary": "Cookie, Authorization"}
    stand = Stand(varying)
    path = "/api/v1/channels/demo"
    assert [await stand.get(path, **credentials), await stand.get(path)] == ["1", "2"]
    assert [await stand.get(path, **credentials), await stand.get(path)] == ["3", "2"]


async def test_what_does_not_vary_is_everybodys() -> None:
    stand = Stand()
    assert [await stand.get(cookie="klieg_session=x"), await stand.get(), await stand.get(authorization="x")] == [
        "1",
        "1",
        "1",
    ]


async def test_who_asks_meanwhile_waits_for_the_first() -> None:
    stand = Stand(held=asyncio.Event())
    asking = [asyncio.create_task(stand.get()) for _ in range(5)]
    await asyncio.sleep(0)
    assert stand.held is not None
    stand.held.set()
    assert await asyncio.gather(*asking) == ["1"] * 5


async def test_who_waited_for_what_may_not_be_shared_asks_itself() -> None:
    stand = Stand({"cache-control": "no-store"}, held=asyncio.Event())
    asking = [asyncio.create_task(stand.get()) for _ in range(3)]
    await asyncio.sleep(0)
    assert stand.held is not None
    stand.held.set()
    assert sorted(await asyncio.gather(*asking)) == ["1", "2", "3"]


async def test_a_failure_of_the_first_is_its_own() -> None:
    stand = Stand(held=asyncio.Event())
    asking = [asyncio.create_task(stand.get()) for _ in range(2)]
    await asyncio.sleep(0)
    asking[0].cancel()
    assert stand.held is not None
    stand.held.set()
    assert await asking[1] == "2"


async def test_the_number_of_answers_is_bounded() -> None:
    stand = Stand()
    await stand.get()
    for number in range(MAX_ANSWERS):
        await stand.get(f"{LIVE}?limit={number}")
    before = stand.asked
    await stand.get(f"{LIVE}?limit=5")
    assert stand.asked == before, "a young one is there"
    await stand.get()
    assert stand.asked == before + 1, "the oldest was forgotten"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("public, max-age=2", 2),
        ("public, max-age=0, s-maxage=1", 1),
        ("max-age=5, public", 5),
        ("private, max-age=5", 0),
        ("public", 0),
        ("public, max-age=99999", 0),
        ("", 0),
    ],
)
def test_for_how_long_an_answer_may_be_shared(said: str, seconds: int) -> None:
    assert life_of(said) == seconds
