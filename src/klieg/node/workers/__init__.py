"""Workers: child processes of a node that run native engines, and the wire between."""
