"""SRT callers: libsrt in a process of its own (``worker.py``), decisions at the publish desk (``service.py``)."""
