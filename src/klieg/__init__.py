"""Klieg: self-hosted interactive live video."""
