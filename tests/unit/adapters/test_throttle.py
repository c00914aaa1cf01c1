"""Attempts, counted in memory."""

from klieg.adapters.memory.throttle import MAX_KEYS, MemoryThrottle


class FakeClock:
    def __init__(self) -> None:
        self.time = 100.0

    def now(self) -> float:
        return self.time

    def wallclock(self) -> float:
        return self.time


async def test_a_window_begins_with_the_first_attempt_and_ends_by_itself() -> None:
    clock = FakeClock()
    throttle = MemoryThrottle(clock)
    assert [await throttle.take("a", limit=2, window_s=60) for _ in range(3)] == [None, None, 60.0]
    assert await throttle.take("b", limit=2, window_s=60) is None
    clock.time += 59
    assert await throttle.take("a", limit=2, window_s=60) == 1.0
    clock.time += 1
    assert await throttle.take("a", limit=2, window_s=60) is None


async def test_a_success_begins_anew() -> None:
    throttle = MemoryThrottle(FakeClock())
    await throttle.take("a", limit=1, window_s=60)
    await throttle.forget("a")
    assert await throttle.take("a", limit=1, window_s=60) is None


async def test_memory_is_bounded() -> None:
    throttle = MemoryThrottle(FakeClock())
    await throttle.take("first", limit=1, window_s=60)
    for number in range(MAX_KEYS):
        await throttle.take(str(number), limit=1, window_s=60)
    assert await throttle.take("first", limit=1, window_s=60) is None, "the oldest window is forgotten"
