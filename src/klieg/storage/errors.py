"""What the object store may answer with."""

from klieg.kernel.errors import UnavailableError


class StoreError(UnavailableError):
    """The object store did not do what it was asked; the sentence says why."""


class ObjectMissingError(StoreError):
    """There is no object of this name."""
