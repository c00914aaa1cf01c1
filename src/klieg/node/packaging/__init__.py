"""Broadcasts made fetchable: renditions fed by a broadcast, kept for as long as players may ask."""
