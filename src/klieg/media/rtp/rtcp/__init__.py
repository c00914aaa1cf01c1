"""RTCP packets, read and written: reports, feedback, and compounds of them."""
