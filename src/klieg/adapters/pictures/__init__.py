"""People's pictures in the world: decoded by Pillow in a process each, kept in the object store.

This imports nothing: the process of a picture starts with as little as it needs.
"""
