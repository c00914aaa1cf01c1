"""What the benchmarks measure with: pinning, /proc, tables, servers, load generators and browsers."""
