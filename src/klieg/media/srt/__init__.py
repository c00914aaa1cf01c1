"""What of SRT is text: the stream id by which a caller says what it wants. The protocol itself is libsrt's."""
