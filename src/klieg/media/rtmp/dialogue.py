"""The command dialogue of a publisher (RTMP 1.0, 7.2; Enhanced RTMP v2, connect) on top of the table of states."""

from collections.abc import Callable

from klieg.media.rtmp import commands
from klieg.media.rtmp.amf0 import Encodable
from klieg.media.rtmp.commands import Command
from klieg.media.rtmp.errors import DialogueError, LimitExceededError
from klieg.media.rtmp.events import ConnectReceived, EndReason, Event, PublishEnded, PublishReceived
from klieg.media.rtmp.limits import Limits
from klieg.media.rtmp.messages import Message
from klieg.media.rtmp.states import Input, State, Verdict, decide

CONNECT_SUCCESS = "NetConnection.Connect.Success"
CONNECT_REJECTED = "NetConnection.Connect.Rejected"
CONNECT_CLOSED = "NetConnection.Connect.Closed"
CALL_FAILED = "NetConnection.Call.Failed"
PUBLISH_START = "NetStream.Publish.Start"
PUBLISH_REJECTED = "NetStream.Publish.Rejected"
UNPUBLISH_SUCCESS = "NetStream.Unpublish.Success"
PLAY_FAILED = "NetStream.Play.Failed"

_INPUTS = {
    "connect": Input.CONNECT,
    "createStream": Input.CREATE_STREAM,
    "publish": Input.PUBLISH,
    "play": Input.PLAY,
    "play2": Input.PLAY,
    "FCUnpublish": Input.GOODBYE,
    "closeStream": Input.GOODBYE,
    "deleteStream": Input.GOODBYE,
}
_ACKNOWLEDGED_CALLS = frozenset({"releaseStream", "FCPublish", "getStreamLength", "_checkbw", "FCSubscribe"})
_ANSWERS = frozenset({"_result", "_error", "onStatus"})

_CAN_FORWARD = 4
_VIDEO_FOURCCS = ("avc1", "hvc1", "av01")
_AUDIO_FOURCCS = ("mp4a",)
_CAPS_MULTITRACK_MOD_EX_AND_NANO_OFFSET = 0x02 | 0x04 | 0x08
_ENHANCED_KEYS = frozenset({"fourCcList", "videoFourCcInfoMap", "audioFourCcInfoMap", "capsEx"})


class Dialogue:
    """Takes commands and verbs, keeps the state, hands answers to ``send``."""

    def __init__(self, send: Callable[[Message], None], limits: Limits) -> None:
        self._send = send
        self._limits = limits
        self._connect: Command | None = None
        self._message_streams: set[float] = set()
        self._next_stream_id = 1
        self.publishing_stream_id = 0
        self.state = State.HANDSHAKING

    def step(self, given: Input) -> bool:
        """Advance the table by one input; return whether to act on it.

        Raises:
            DialogueError: The peer's input has no place in this state.
        """
        state = self.state
        verdict, self.state = decide(state, given)
        assert verdict is not Verdict.BUG, f"{given} while {state}: the shell or the reader is out of step"
        if verdict is Verdict.FAIL:
            raise DialogueError(f"The peer sent {given} while the connection was {state}.")
        return verdict is Verdict.ACT

    def receive_command(self, command: Command) -> Event | None:
        """Advance by one command of the peer.

        Raises:
            DialogueError: The command has no place in this state or lacks what it needs.
            LimitExceededError: message_streams or name_length.
        """
        if len(command.name) > self._limits.name_length or len(command.text(0)) > self._limits.name_length:
            raise LimitExceededError("name_length", self._limits.name_length)
        given = _INPUTS.get(command.name, Input.CALL)
        if given is Input.GOODBYE:
            self._forget_stream(command)
            if not self._ends_publish(command):
                return None
        if command.name not in _ANSWERS and self.step(given):
            return self._act(given, command)
        return None

    def accept_connect(self, prelude: list[Message]) -> None:
        """Send ``prelude`` (window, bandwidth, chunk size) and the success answer."""
        if not self.step(Input.ACCEPT_CONNECT):
            return
        assert self._connect is not None, "CONNECT_ASKED is entered by a connect"
        for message in prelude:
            self._send(message)
        asked = self._connect.properties
        properties: dict[str, Encodable] = {"fmsVer": "FMS/3,5,7,7009", "capabilities": 31.0, "mode": 1.0}
        if not _ENHANCED_KEYS.isdisjoint(asked):
            properties |= _enhanced_capabilities()
        encoding = asked.get("objectEncoding")
        information: dict[str, Encodable] = {
            "level": "status",
            "code": CONNECT_SUCCESS,
            "description": "Connection succeeded.",
            "objectEncoding": encoding if isinstance(encoding, float) else 0.0,
        }
        self._send(commands.build_result(self._connect.transaction_id, properties, information))

    def refuse_connect(self, description: str) -> None:
        """Refuse so that encoders show the sentence: ffmpeg prints that of ``_error``, librtmp that of ``onStatus``."""
        if not self.step(Input.REFUSE_CONNECT):
            return
        assert self._connect is not None, "CONNECT_ASKED is entered by a connect"
        self._send(commands.build_error(self._connect.transaction_id, CONNECT_REJECTED, description))
        self._send(commands.build_status(0, "error", PUBLISH_REJECTED, description))
        self._send(commands.build_close())

    def accept_publish(self, stream_id: int) -> bool:
        """Send the start; return False when the connection closed meanwhile."""
        if not self.step(Input.ACCEPT_PUBLISH):
            return False
        assert stream_id == self.publishing_stream_id, "the stream that asked is the stream that is answered"
        self._send(commands.build_status(stream_id, "status", PUBLISH_START, "The stream is on the air."))
        return True

    def refuse_publish(self, stream_id: int, code: str, description: str) -> None:
        """Refuse; the second status is for librtmp, which prints the sentence of few codes only."""
        if not self.step(Input.REFUSE_PUBLISH):
            return
        assert stream_id == self.publishing_stream_id, "the stream that asked is the stream that is answered"
        self._send_end(stream_id, code, description)

    def end_publish(self, code: str, description: str) -> None:
        """End an accepted publish from our side."""
        if self.step(Input.END_PUBLISH):
            self._send_end(self.publishing_stream_id, code, description)
            self._send(commands.build_status(0, "status", CONNECT_CLOSED, description))

    def _act(self, given: Input, command: Command) -> Event | None:
        match given:
            case Input.CONNECT:
                return self._ask_connect(command)
            case Input.CREATE_STREAM:
                self._create_stream(command)
            case Input.PUBLISH:
                return self._ask_publish(command)
            case Input.PLAY:
                self._refuse_play(command)
            case Input.GOODBYE:
                return self._end_by_peer()
            case _:
                self._answer_call(command)
        return None

    def _send_end(self, stream_id: int, code: str, description: str) -> None:
        self._send(commands.build_status(stream_id, "error", code, description))
        if code != PUBLISH_REJECTED:
            self._send(commands.build_status(stream_id, "error", PUBLISH_REJECTED, description))

    def _ask_connect(self, command: Command) -> ConnectReceived:
        self._connect = command
        asked = command.properties
        app, tc_url, flash_version = (
            value if isinstance(value, str) else "" for value in map(asked.get, ("app", "tcUrl", "flashVer"))
        )
        if max(len(app), len(tc_url), len(flash_version)) > self._limits.name_length:
            raise LimitExceededError("name_length", self._limits.name_length)
        return ConnectReceived(app.partition("?")[0].strip("/"), tc_url, flash_version, asked)

    def _create_stream(self, command: Command) -> None:
        if len(self._message_streams) >= self._limits.message_streams:
            raise LimitExceededError("message_streams", self._limits.message_streams)
        stream_id = self._next_stream_id
        self._next_stream_id += 1
        self._message_streams.add(stream_id)
        self._send(commands.build_result(command.transaction_id, None, float(stream_id)))

    def _ask_publish(self, command: Command) -> PublishReceived:
        if command.stream_id not in self._message_streams:
            raise DialogueError(f"The peer publishes on message stream {command.stream_id}, which it did not create.")
        self.publishing_stream_id = command.stream_id
        return PublishReceived(command.stream_id, command.text(0), command.text(1) or "live")

    def _refuse_play(self, command: Command) -> None:
        sentence = "This server takes streams by RTMP and plays them by HLS."
        self._send(commands.build_status(command.stream_id, "error", PLAY_FAILED, sentence))

    def _ends_publish(self, command: Command) -> bool:
        """Tell whether a goodbye means the stream being published: deleteStream may name another."""
        if self.state is not State.PUBLISHING:
            return True
        if command.name == "deleteStream":
            return command.arguments[:1] == (float(self.publishing_stream_id),)
        return command.name == "FCUnpublish" or command.stream_id == self.publishing_stream_id

    def _end_by_peer(self) -> PublishEnded:
        sentence = "The stream is off the air."
        self._send(commands.build_status(self.publishing_stream_id, "status", UNPUBLISH_SUCCESS, sentence))
        return PublishEnded(EndReason.UNPUBLISHED)

    def _forget_stream(self, command: Command) -> None:
        if command.name == "deleteStream" and command.arguments and isinstance(command.arguments[0], float):
            self._message_streams.discard(command.arguments[0])

    def _answer_call(self, command: Command) -> None:
        """Answer commands that encoders send by habit; refuse others when an answer is wanted."""
        if command.name in _ACKNOWLEDGED_CALLS:
            if command.transaction_id:
                self._send(commands.build_result(command.transaction_id, None, None))
            if command.name == "FCPublish":
                self._send(commands.build_on_fc_publish(PUBLISH_START, "FCPublish is acknowledged."))
        elif command.transaction_id:
            sentence = f"This server has no procedure {command.name[:64]!r}."
            self._send(commands.build_error(command.transaction_id, CALL_FAILED, sentence))


def _enhanced_capabilities() -> dict[str, Encodable]:
    """What we take by FourCC (Enhanced RTMP v2, connect): forwarded as it comes, never decoded here."""
    return {
        "capsEx": float(_CAPS_MULTITRACK_MOD_EX_AND_NANO_OFFSET),
        "fourCcList": [*_VIDEO_FOURCCS, *_AUDIO_FOURCCS],
        "videoFourCcInfoMap": dict.fromkeys(_VIDEO_FOURCCS, float(_CAN_FORWARD)),
        "audioFourCcInfoMap": dict.fromkeys(_AUDIO_FOURCCS, float(_CAN_FORWARD)),
    }
