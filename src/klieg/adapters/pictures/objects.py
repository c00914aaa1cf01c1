"""Pictures in the object store."""

from collections.abc import Sequence

from klieg.domains.pictures import PictureMissingError
from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX, Settings
from klieg.storage.errors import ObjectMissingError, StoreError
from klieg.storage.object_store import ObjectStore


class ObjectPictures:
    """Pictures by name (:class:`klieg.domains.pictures.PictureStore`)."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    async def put(self, name: str, data: bytes) -> None:
        """Write a print, whole or not at all."""
        await self._objects.put(name, data)

    async def read(self, name: str) -> bytes:
        """Return a print."""
        try:
            found = await self._objects.open(name)
        except ObjectMissingError as error:
            raise PictureMissingError from error
        pieces = []
        while piece := await found.read():
            pieces.append(piece)
        return b"".join(pieces)

    async def remove(self, names: Sequence[str]) -> None:
        """Remove prints; one that is not there is no fault."""
        await self._objects.remove(names)


def open_pictures(settings: Settings) -> ObjectPictures:
    """Return where these settings keep pictures.

    Raises:
        SettingsError: the object store cannot be used; the sentence says why.
    """
    try:
        return ObjectPictures(ObjectStore.of_settings(settings))
    except StoreError as error:
        raise SettingsError(f"The object store cannot be used: {error}. Look at {PREFIX}OBJECT_STORE_URL.") from error
