"""Media coming in: one module a protocol, each a thin shell around a sans-IO engine."""
