"""HTTP Live Streaming with Low-Latency parts (RFC 8216bis), sans-IO: units in; playlists, init and part bytes out."""
