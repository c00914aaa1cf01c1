"""A small control plane: answers a node's questions as it is told, and keeps what it was asked."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from klieg.contracts.ingest import (
    LatencyMode,
    PublishAccepted,
    PublishRefused,
    PublishRules,
    RefusalCode,
    SrtPassphraseAnswer,
)
from klieg.contracts.playback import ViewingRules
from klieg.kernel.ids import ChannelId, StreamSessionId


@dataclass
class FakeControlPlane:
    """Channels by stream key. Grants a new stream session, or the one the node still holds.

    Attributes:
        channels: Channel names by stream key.
        modes: Latency modes by channel name; LOW where nothing is said.
        rules: What channels ask of their publishers, by name.
        viewing: Who may watch, by channel name; everybody where nothing is said.
        questions: Bodies of authorize requests, in order.
        passphrases: What SRT callers must encrypt by, by channel name; others may do without.
        silent: While true, questions are not answered.
        secret: What a node must show.
    """

    secret: str
    channels: dict[str, str] = field(default_factory=dict)
    modes: dict[str, LatencyMode] = field(default_factory=dict)
    rules: dict[str, PublishRules] = field(default_factory=dict)
    viewing: dict[str, ViewingRules] = field(default_factory=dict)
    questions: list[dict[str, object]] = field(default_factory=list)
    passphrases: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    port: int = 0
    _sessions: dict[str, str] = field(default_factory=dict)
    _count: int = 0
    _conversations: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def decide(self, question: dict[str, object]) -> PublishAccepted | PublishRefused:
        """Answer a question."""
        self.questions.append(question)
        key = str(question["stream_key"])
        if not key.startswith("sk_"):
            return PublishRefused(code=RefusalCode.MALFORMED_KEY, description="This is not a stream key.")
        name = self.channels.get(key)
        if name is None:
            return PublishRefused(code=RefusalCode.UNKNOWN_KEY, description="No channel has this stream key.")
        held = question["held_sessions"]
        assert isinstance(held, list), "a list by contract"
        session = self._sessions.get(name)
        resumed = session in held
        if session is None or not resumed:
            self._count += 1
            session = self._sessions[name] = f"ss_{name}{self._count}"
        return PublishAccepted(
            channel_id=ChannelId(f"ch_{name}"),
            channel_name=name,
            session_id=StreamSessionId(session),
            latency_mode=self.modes.get(name, LatencyMode.LOW),
            resumed=resumed,
            rules=self.rules.get(name, PublishRules()),
            viewing=self.viewing.get(name, ViewingRules()),
        )

    def begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk to whoever connected."""
        conversation = asyncio.create_task(self._converse(reader, writer))
        self._conversations.add(conversation)
        conversation.add_done_callback(self._conversations.discard)

    async def end(self) -> None:
        """End all conversations, also those that wait for something."""
        conversations = list(self._conversations)
        for conversation in conversations:
            conversation.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer), contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                length = next(
                    int(line.split(":")[1]) for line in head.splitlines() if line.startswith("content-length")
                )
                question = json.loads(await reader.readexactly(length))
                if self.silent:
                    await asyncio.Event().wait()
                if f"bearer {self.secret}".lower() in head and head.startswith("post /internal/v1/ingest/authorize "):
                    status, body = "200 OK", self.decide(question).model_dump_json().encode()
                elif f"bearer {self.secret}".lower() in head and head.startswith("post /internal/v1/ingest/srt-pass"):
                    passphrase = self.passphrases.get(self.channels.get(str(question["stream_key"]), ""))
                    answer = SrtPassphraseAnswer(passphrase=passphrase, required=passphrase is not None)
                    status, body = "200 OK", answer.model_dump_json().encode()
                elif f"bearer {self.secret}".lower() in head and head.startswith("post /internal/v1/playback/viewing"):
                    name = str(question["channel_id"]).removeprefix("ch_")
                    status, body = "200 OK", self.viewing.get(name, ViewingRules()).model_dump_json().encode()
                else:
                    status, body = "401 Unauthorized", b"{}"
                writer.write(f"HTTP/1.1 {status}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)


@contextlib.asynccontextmanager
async def control_plane(secret: str) -> AsyncIterator[FakeControlPlane]:
    """Run a fake control plane on a free port of this machine."""
    plane = FakeControlPlane(secret)
    server = await asyncio.start_server(plane.begin, "127.0.0.1", 0)
    plane.port = int(server.sockets[0].getsockname()[1])
    try:
        yield plane
    finally:
        server.close()
        await plane.end()
        await server.wait_closed()
