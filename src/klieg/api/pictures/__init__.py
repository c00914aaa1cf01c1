"""The verbs about people's pictures, whoever asks."""

from klieg.api.pictures.gallery import Gallery

__all__ = ["Gallery"]
