"""The root of every error Klieg raises on purpose.

KliegError
├── SettingsError            a setting's value cannot be used; the sentence names it and the remedy
├── ProtocolError            a peer broke a wire protocol (subclasses live beside each engine)
├── DomainError              a request the product refuses (subclasses live in each domain's errors.py)
└── UnavailableError         something we need (bus, database, control, node) does not answer

A peer's fault raises one of these. A broken invariant of ours is an ``assert`` with its reason.
"""


class KliegError(Exception):
    """Base of all errors raised on purpose."""


class SettingsError(KliegError):
    """A setting has a value that cannot be used."""


class ProtocolError(KliegError):
    """A peer broke the rules of a wire protocol; the connection or request ends."""


class DomainError(KliegError):
    """The product refuses a request. ``code`` is stable and appears on the wire; ``status`` is the HTTP status."""

    code = "refused"
    status = 400


class UnavailableError(KliegError):
    """A part this process depends on does not answer now; trying again later may work."""
