"""The demo channel: a test card made here and published through the real RTMP ingest, as any encoder would.

An ordinary client of Klieg: it asks the API for its stream key and speaks RTMP. It gives way to a person who publishes
to the same channel and comes back when they leave.
"""
