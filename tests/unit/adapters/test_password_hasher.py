"""Passwords by argon2id."""

import asyncio

from klieg.adapters.password_hasher import MAX_WAITING, Argon2PasswordHasher
from klieg.kernel.errors import UnavailableError

CHEAP = {"memory_kib": 8, "passes": 1}


async def test_a_hash_fits_its_password_only_and_is_salted() -> None:
    hasher = Argon2PasswordHasher(**CHEAP)
    one, other = await hasher.hash("pässword"), await hasher.hash("pässword")
    assert one.startswith("$argon2id$")
    assert one != other
    assert await hasher.verify("pässword", one)
    assert not await hasher.verify("password", one)
    assert not await hasher.verify("pässword", "no hash at all")
    assert not await hasher.verify("pässword", None), "who is nobody has no password"


async def test_what_no_text_could_be_is_hashed_too() -> None:
    hasher = Argon2PasswordHasher(**CHEAP)
    assert await hasher.verify("\ud800", await hasher.hash("\ud800"))


async def test_a_hash_of_other_parameters_is_outdated() -> None:
    cheap, dearer = Argon2PasswordHasher(**CHEAP), Argon2PasswordHasher(memory_kib=16, passes=1)
    made = await cheap.hash("password")
    assert not cheap.is_outdated(made)
    assert dearer.is_outdated(made)
    assert await dearer.verify("password", made)


async def test_beyond_a_crowd_nobody_waits() -> None:
    hasher = Argon2PasswordHasher(**CHEAP)
    crowd = await asyncio.gather(*(hasher.hash("password") for _ in range(MAX_WAITING + 3)), return_exceptions=True)
    refused = [each for each in crowd if isinstance(each, UnavailableError)]
    assert len(refused) == 3
    assert await hasher.verify("password", await hasher.hash("password")), "afterwards there is room again"


async def test_an_account_without_a_password_opens_with_none() -> None:
    hasher = Argon2PasswordHasher(**CHEAP)
    assert not await hasher.verify("", "")
    assert not await hasher.verify("password", "")
