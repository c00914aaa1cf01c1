"""Klieg: self-hosted interactive live video."""

from importlib.metadata import version

__version__ = version("klieg")
