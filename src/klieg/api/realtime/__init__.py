"""Live state, pushed: one WebSocket, ``/api/v1/realtime``. Frames are JSON texts.

Client: ``{"type":"watch","channel":NAME}``, ``{"type":"unwatch","channel":NAME}``, ``{"type":"directory"}``,
``{"type":"beat","channel":NAME,"playback_session_id":ID}`` while playing (NAME must be watched),
``{"type":"bye","channel":NAME,"playback_session_id":ID}``.

Server: ``hello`` (``beat_ms``, ``ingest_url``, ``whip_url``); after ``watch`` a ``channel`` snapshot, or
``channel_removed`` when there is none (it is told when one is made); after ``directory`` the ``directory`` of live
channels. From then on
``channel`` whenever one of these changes (a channel of the directory that is no longer live has left it),
``channel_removed`` when it is deleted, ``viewers`` when only its count changed; ``error`` for a frame that cannot be
used. A snapshot with the events after it applied equals a fresh snapshot.
"""
