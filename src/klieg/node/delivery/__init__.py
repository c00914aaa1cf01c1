"""HTTP to players: a small HTTP/1.1 server made for held requests, and the HLS resources it serves."""
