import asyncio

from klieg.api.realtime.outbound import MAX_SUBJECTS, Outbound


async def test_a_newer_text_replaces_and_goes_last() -> None:
    outbound = Outbound()
    for subject, text in (("a", "1"), ("b", "2"), ("a", "3")):
        outbound.put(subject, text)
    assert await outbound.take() == ["2", "3"]


async def test_who_takes_waits_for_something() -> None:
    outbound = Outbound()
    taking = asyncio.create_task(outbound.take())
    await asyncio.sleep(0)
    assert not taking.done()
    outbound.put("a", "1")
    assert await taking == ["1"]


async def test_a_dropped_subject_is_not_sent() -> None:
    outbound = Outbound()
    outbound.put("a", "1")
    outbound.put("b", "2")
    outbound.drop("a")
    outbound.drop("never")
    assert await outbound.take() == ["2"]


def test_what_waits_is_bounded() -> None:
    outbound = Outbound()
    for number in range(MAX_SUBJECTS):
        outbound.put(str(number), "x")
    outbound.put("0", "again")
    assert not outbound.overflown
    outbound.put("one more", "x")
    assert outbound.overflown
