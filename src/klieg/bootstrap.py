"""Composition root: which adapter serves which port."""
