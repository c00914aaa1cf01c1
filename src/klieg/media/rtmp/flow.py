"""Acknowledgement windows, both directions (RTMP 1.0, 5.4.3 to 5.4.5)."""

from klieg.media.rtmp.errors import MessageError
from klieg.media.rtmp.messages import BandwidthLimitType, Message, MessageType, control, read_u32

DEFAULT_WINDOW_BYTES = 2_500_000


class Flow:
    """Counts what came, says when to acknowledge it.

    Attributes:
        received_bytes: All bytes of the connection so far, handshake included.
        sent_window: Window we announce for what we send (Window Acknowledgement Size).
        peer_acknowledged: Sequence number of the peer's last Acknowledgement.
    """

    def __init__(self) -> None:
        self.received_bytes = 0
        self.sent_window = DEFAULT_WINDOW_BYTES
        self.peer_acknowledged = 0
        self._acknowledged_bytes = 0
        self._window = DEFAULT_WINDOW_BYTES
        self._limit_is_hard = False

    def peer_bandwidth(self) -> Message:
        """Build our Set Peer Bandwidth (5.4.5), which makes the peer announce its window."""
        return control(MessageType.SET_PEER_BANDWIDTH, DEFAULT_WINDOW_BYTES, bytes((BandwidthLimitType.DYNAMIC,)))

    def receive_window(self, window_bytes: int) -> None:
        """Apply the peer's Window Acknowledgement Size (5.4.4): how often it wants to hear of what it sent.

        Raises:
            MessageError: A window of zero bytes would ask for acknowledgements without end.
        """
        if window_bytes == 0:
            raise MessageError("The acknowledgement window of the peer is 0 bytes.")
        self._window = window_bytes

    def receive_peer_bandwidth(self, message: Message) -> Message | None:
        """Apply the peer's Set Peer Bandwidth (5.4.5); return the window to announce when it changes.

        What we send is far below any window, so the limit is announced and needs no holding back.

        Raises:
            MessageError: The message is cut off or names an unknown limit type.
        """
        limit = read_u32(message)
        if len(message.payload) < 5 or message.payload[4] > BandwidthLimitType.DYNAMIC:
            raise MessageError("Set Peer Bandwidth lacks a known limit type.")
        limit_type = message.payload[4]
        if limit_type == BandwidthLimitType.DYNAMIC and not self._limit_is_hard:
            return None
        if limit_type == BandwidthLimitType.SOFT:
            limit = min(limit, self.sent_window)
        self._limit_is_hard = limit_type != BandwidthLimitType.SOFT
        if limit == self.sent_window:
            return None
        self.sent_window = limit
        return control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, limit)

    def acknowledgement(self) -> Message | None:
        """Return the Acknowledgement (5.4.3) due now, if one is; its sequence number wraps at 32 bits."""
        if self.received_bytes - self._acknowledged_bytes < self._window:
            return None
        self._acknowledged_bytes = self.received_bytes
        return control(MessageType.ACKNOWLEDGEMENT, self.received_bytes & 0xFFFFFFFF)
