"""Benchmarks. ``python -m tests.perf --help`` lists them; ``docs/performance.md`` says how to read them."""
