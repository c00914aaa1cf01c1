"""Which Klieg this is."""

from importlib.metadata import version

VERSION = version("klieg")
"""As installed (PEP 440)."""
