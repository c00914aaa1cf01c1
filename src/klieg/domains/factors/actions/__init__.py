"""Verbs of factors."""
