"""WebRTC at a node: WHIP in, WHEP out. Packets live in a worker process (``peers``), HTTP and decisions here."""
