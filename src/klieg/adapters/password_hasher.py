"""Passwords by argon2id, in threads of their own."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher as Argon2
from argon2.exceptions import InvalidHashError, VerificationError

from klieg.domains.identity import PasswordHasher
from klieg.kernel.errors import UnavailableError

MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
"""The least that OWASP's cheat sheet on password storage asks of argon2id: 19 MiB, two passes, one lane."""

MAX_WAITING = 64
"""Passwords that wait for a thread; whoever comes beyond that is told to come again."""


class Argon2PasswordHasher(PasswordHasher):
    """Half of the cores hash at most, so that the event loop keeps the others; argon2 frees the interpreter.

    Args:
        memory_kib: Memory of one hash.
        passes: Over that memory.
    """

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        self._argon2 = Argon2(time_cost=passes, memory_cost=memory_kib, parallelism=LANES)
        self._threads = ThreadPoolExecutor(max(1, (os.cpu_count() or 1) // 2), thread_name_prefix="argon2")
        self._waiting = 0
        self._nobodys: str | None = None

    async def hash(self, password: str) -> str:
        """Return a salted hash with its parameters."""
        return await self._run(self._hash, password)

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the one; without a hash, or with an empty one, False after the same time."""
        if password_hash:
            return await self._run(self._verify, password, password_hash)
        if self._nobodys is None:
            self._nobodys = await self.hash("nobody's")
        await self._run(self._verify, password, self._nobodys)
        return False

    def is_outdated(self, password_hash: str) -> bool:
        """Whether a hash was made with other parameters than new ones are."""
        return self._argon2.check_needs_rehash(password_hash)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _run[T](self, work: Callable[..., T], *texts: str) -> T:
        if self._waiting >= MAX_WAITING:
            raise UnavailableError("Too many people sign in at this moment.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *texts)
        finally:
            self._waiting -= 1

    def _hash(self, password: str) -> str:
        return self._argon2.hash(password.encode("utf-8", "surrogatepass"))

    def _verify(self, password: str, password_hash: str) -> bool:
        try:
            return self._argon2.verify(password_hash, password.encode("utf-8", "surrogatepass"))
        except (VerificationError, InvalidHashError):
            return False
