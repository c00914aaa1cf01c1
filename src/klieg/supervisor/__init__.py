"""``klieg serve``: starts the bundled Valkey, control, a node and the demo, keeps them running, stops them in order.

Knows processes, ports and addresses; no product noun and no media.
"""
