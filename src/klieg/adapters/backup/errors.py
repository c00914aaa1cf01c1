"""Refusals of backup and restore.

KliegError
└── BackupError    the file cannot be used, or the place is not empty
"""

from klieg.kernel.errors import KliegError


class BackupError(KliegError):
    """What is wrong with the file or the place, and what to do."""
