"""RTP and RTCP for WebRTC (RFC 3550, 4585, 6184, 7587, 8285): packets in, units out, and the way back. Sans-IO.

ICE, DTLS and SRTP are done elsewhere; what comes in here is plain RTP and RTCP.
"""
