"""Benchmarks of one engine, in one process."""
