"""RTMP 1.0 and Enhanced RTMP v2, the publisher's side of a server: bytes in, events and bytes out.

Owns the handshake, chunk streams, AMF0 and the command dialogue. Does not own sockets, clocks, who may publish
(the shell asks and answers), or what the media bytes mean (``containers/flv``). Start reading at ``connection.py``.
"""
