"""Sans-IO media: bytes and numbers in, events and bytes out. No socket, clock, thread or native package."""
