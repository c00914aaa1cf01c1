"""What every storey may use: errors, ids, clocks, settings, log, metrics. Imports nothing of ours."""
