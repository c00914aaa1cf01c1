"""The few messages both planes speak. Imports ``kernel`` only.

``ingest``: what a node asks before it accepts a publisher. ``facts``: what a node tells, at least once, on the bus.
``playback``: the token a viewer shows a node, and who may watch a channel.
``leases``: what a node keeps true on the bus while it lives. ``node_control``: what control asks of a node.
"""
