"""The media node: sockets in, sockets out, live broadcasts between. One asyncio loop, no database, no product noun."""
