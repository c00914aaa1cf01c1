"""The object store: a local folder or a bucket of S3, the same for whoever keeps things."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from klieg.kernel.settings import Settings
from klieg.storage.errors import ObjectMissingError, StoreError

if TYPE_CHECKING:
    from obstore.store import S3Config

PIECE_BYTES = 256 * 1024
"""How much of an object is in memory at once while it is read."""

_TIMEOUT_S = 10.0
_READ_TIMEOUT_S = 120.0
_LISTED_AT_ONCE = 500


class OpenObject:
    """An object that is being read.

    Attributes:
        length: Bytes of the whole object.
    """

    def __init__(self, result: "obstore.GetResult") -> None:
        self.length: int = result.meta["size"]
        self._stream = aiter(result.stream(min_chunk_size=PIECE_BYTES))

    async def read(self) -> bytes:
        """Return the next piece, empty after the last.

        Raises:
            StoreError: the rest cannot be read.
        """
        with _documented():
            async with asyncio.timeout(_TIMEOUT_S):
                return bytes(await anext(self._stream, b""))


class ObjectStore:
    """Objects by name, without blocking the loop: obstore works in threads of its own.

    Args:
        store: Where they are.
        folder: The same, when it is a local folder.
        keep_free_bytes: See below.

    Attributes:
        keep_free_bytes: Of the disk with that folder this much stays free.
    """

    def __init__(self, store: LocalStore | S3Store, *, folder: Path | None = None, keep_free_bytes: int = 0) -> None:
        self._store = store
        self._folder = folder
        self.keep_free_bytes = keep_free_bytes

    @classmethod
    def of_settings(cls, settings: Settings) -> Self:
        """Return the store that the settings name.

        Raises:
            StoreError: it cannot be used; the sentence says why.
        """
        with _documented():
            if settings.object_store_url:
                return cls(_open_bucket(settings))
            folder = settings.data_dir / "objects"
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            store = LocalStore(folder, automatic_cleanup=True)
            return cls(store, folder=folder, keep_free_bytes=settings.object_store_keep_free_mb * 1_000_000)

    async def put(self, name: str, data: bytes) -> None:
        """Write an object, whole or not at all.

        Raises:
            StoreError: it is not written; on a local disk also when too little of it would stay free.
        """
        with _documented():
            async with asyncio.timeout(_TIMEOUT_S):
                if self._folder is not None and await asyncio.to_thread(self._free_bytes) < self.keep_free_bytes:
                    raise StoreError(f"less than {self.keep_free_bytes // 1_000_000} MB are free in {self._folder}")
                await obstore.put_async(self._store, name, data, use_multipart=False)

    async def measure(self, name: str) -> int:
        """Return the bytes of an object.

        Raises:
            ObjectMissingError: there is none.
            StoreError: the store does not say.
        """
        with _documented():
            async with asyncio.timeout(_TIMEOUT_S):
                return (await obstore.head_async(self._store, name))["size"]

    async def open(self, name: str, part: tuple[int, int] | None = None) -> OpenObject:
        """Begin to read an object, or the bytes of it from one number up to another.

        Raises:
            ObjectMissingError: there is none.
            StoreError: it cannot be read.
        """
        with _documented():
            async with asyncio.timeout(_TIMEOUT_S):
                if part is None:
                    return OpenObject(await obstore.get_async(self._store, name))
                return OpenObject(await obstore.get_async(self._store, name, options={"range": part}))

    async def remove(self, names: Sequence[str]) -> None:
        """Remove objects; one that is not there is no fault.

        Raises:
            StoreError: some may be left.
        """
        with _documented():
            async with asyncio.timeout(_TIMEOUT_S):
                if self._folder is None:
                    await obstore.delete_async(self._store, names)
                    return
                for name in names:
                    with suppress(FileNotFoundError):
                        await obstore.delete_async(self._store, name)

    async def names(self, folder: str) -> AsyncIterator[list[str]]:
        """Yield the names of all objects below a folder, some hundred at a time.

        Raises:
            StoreError: they cannot be listed.
        """
        listed = aiter(obstore.list(self._store, folder, chunk_size=_LISTED_AT_ONCE))
        while True:
            with _documented():
                async with asyncio.timeout(_TIMEOUT_S):
                    found = await anext(listed, None)
            if found is None:
                return
            yield [entry["path"] for entry in found]

    def _free_bytes(self) -> int:
        assert self._folder is not None, "asked of a local folder only"
        disk = os.statvfs(self._folder)
        return disk.f_bavail * disk.f_frsize


def _open_bucket(settings: Settings) -> S3Store:
    """Return the bucket of ``s3://bucket/prefix``; what no setting gives comes from the usual AWS variables."""
    parts = urlsplit(settings.object_store_url)
    config: S3Config = {}
    if settings.object_store_endpoint:
        config["endpoint"] = settings.object_store_endpoint
    if settings.object_store_region:
        config["region"] = settings.object_store_region
    if settings.object_store_access_key_id:
        config["access_key_id"] = settings.object_store_access_key_id
        config["secret_access_key"] = settings.object_store_secret_access_key.get_secret_value()
    return S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        config=config,
        client_options={"timeout": timedelta(seconds=_READ_TIMEOUT_S), "allow_http": True},
        retry_config={"max_retries": 1, "retry_timeout": timedelta(seconds=_TIMEOUT_S)},
    )


@contextmanager
def _documented() -> Iterator[None]:
    """Turn what obstore raises into our errors."""
    try:
        yield
    except FileNotFoundError as error:
        raise ObjectMissingError("there is no such object") from error
    except TimeoutError as error:
        raise StoreError(f"no answer within {_TIMEOUT_S:.0f} s") from error
    except (BaseError, OSError, ValueError) as error:
        raise StoreError(str(error).partition("\n")[0]) from error
