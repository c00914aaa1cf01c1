"""People's pictures in the world: decoded by Pillow in a process each, kept in the object store."""

from klieg.adapters.pictures.darkroom import ProcessDarkroom
from klieg.adapters.pictures.objects import ObjectPictures, open_pictures

__all__ = ["ObjectPictures", "ProcessDarkroom", "open_pictures"]
