"""A whole installation in one file, and back: rows, objects, secrets, settings.

The file is a compressed tar archive. It holds every secret, so it is readable by its owner only.
"""

from klieg.adapters.backup.backing_up import back_up
from klieg.adapters.backup.contents import Contents, TableContents
from klieg.adapters.backup.errors import BackupError
from klieg.adapters.backup.restoring import restore

__all__ = ["BackupError", "Contents", "TableContents", "back_up", "restore"]
