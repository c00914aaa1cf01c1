"""Who did what to whom, for admins. An entry is written in the unit of work of the deed: both are kept, or neither."""

from klieg.domains.audit.actions import forget_entries, note_deed, note_revision
from klieg.domains.audit.models import AuditEntry
from klieg.domains.audit.queries import list_entries
from klieg.domains.audit.rules import Actor, Deed

__all__ = ["Actor", "AuditEntry", "Deed", "forget_entries", "list_entries", "note_deed", "note_revision"]
