"""Derived tracks: the ladder of smaller pictures and the main audio in another codec, made in worker processes."""
