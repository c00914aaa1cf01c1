"""Made-up people with channels and a past on the air, to try things out and to measure; and their going again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched

from pydantic import SecretStr

from klieg.api.people.own_account import remove_account
from klieg.api.people.parts import PeopleParts
from klieg.api.views import View
from klieg.contracts.facts import EncoderDescription, EndReason, StreamEnded, StreamStarted
from klieg.contracts.ingest import AuthorizePublish, PublishAccepted
from klieg.domains import channels, identity, live
from klieg.domains.work import Work
from klieg.kernel.ids import BootId, FactId, NodeId, StreamSessionId, new_id

MAIL_DOMAIN = "seed.invalid"
"""No mail is ever delivered to such a domain (RFC 2606, 2); who has an address there is made up."""

NODE = NodeId("seed")
_BATCH = 50
_TITLES = (
    "Synths after midnight",
    "Chess for coffee",
    "Sketching the harbour",
    "Sourdough, day 3",
    "Speedrun practice",
)
_CATEGORIES = ("Music", "Games", "Art", "Cooking", "Just chatting")
_TAGS = ("live", "english", "deutsch", "beginners", "chill", "coop", "handmade")
_EVERY = timedelta(hours=7)
"""From one stream session of a channel to the one before."""


class SeededView(View):
    """How many were made, or removed."""

    accounts: int
    stream_sessions: int


@dataclass(frozen=True)
class Seeding:
    """The verbs of somebody who needs people."""

    parts: PeopleParts

    async def seed(self, accounts: int, stream_sessions: int, password: str) -> SeededView:
        """Make accounts that are good at once, each with a channel, and stream sessions that are over, spread evenly.

        Args:
            accounts: How many more.
            stream_sessions: How many, of the new accounts' channels together.
            password: Of each of them.
        """
        first = await self._count() + 1
        password_hash = await self.parts.hasher.hash(password)
        made: list[channels.Channel] = []
        for numbers in batched(range(first, first + accounts), _BATCH, strict=False):
            async with self.parts.database.work() as work:
                made += [await self._make_person(work, number, password_hash) for number in numbers]
        for sessions in batched(range(stream_sessions if made else 0), _BATCH, strict=False):
            async with self.parts.database.work() as work:
                for number in sessions:
                    round_, index = divmod(number, len(made))
                    await self._make_session(work, made[index], number, age=(round_ + 1) * _EVERY)
        return SeededView(accounts=len(made), stream_sessions=stream_sessions if made else 0)

    async def unseed(self) -> SeededView:
        """Delete every account that was made up, with all that belongs to it."""
        removed = 0
        while True:
            async with self.parts.database.work() as work:
                found = await self._made_up(work, limit=_BATCH)
                for account in found:
                    await remove_account(self.parts, work, account)
            if not found:
                return SeededView(accounts=removed, stream_sessions=0)
            removed += len(found)

    async def _made_up(self, work: Work, *, limit: int) -> Sequence[identity.Account]:
        found = await identity.list_accounts(work, search=f"@{MAIL_DOMAIN}", limit=limit)
        return [account for account in found if account.mail_key.endswith(f"@{MAIL_DOMAIN}")]

    async def _count(self) -> int:
        """Return the highest number of a made-up account."""
        async with self.parts.database.read() as reading:
            found = await identity.list_accounts(reading, search=f"@{MAIL_DOMAIN}", limit=1_000_000)
        return max((int(account.mail_key.partition("@")[0].removeprefix("seed")) for account in found), default=0)

    async def _make_person(self, work: Work, number: int, password_hash: str) -> channels.Channel:
        new = identity.NewAccount(
            name=f"seed_{number:05}",
            mail=f"seed{number}@{MAIL_DOMAIN}",
            password_hash=password_hash,
            language="en",
            role=identity.Role.STREAMER,
        )
        account = await identity.register(work, new, verified=True, now=self.parts.now())
        channel = await self.parts.provide_channel(work, account)
        assert channel is not None, "a streamer has a channel"
        revision = {
            "title": _TITLES[number % len(_TITLES)],
            "category": _CATEGORIES[number % len(_CATEGORIES)],
            "tags": sorted({_TAGS[number % len(_TAGS)], _TAGS[number // 7 % len(_TAGS)]}),
        }
        await channels.revise_channel(work, channel, channels.ReviseChannel.model_validate(revision))
        return channel

    async def _make_session(self, work: Work, channel: channels.Channel, number: int, *, age: timedelta) -> None:
        began = self.parts.now() - age
        asked = AuthorizePublish(
            node_id=NODE,
            boot_id=BootId("seed"),
            protocol="rtmp",
            stream_key=SecretStr(channels.read_stream_key(channel, self.parts.cipher).reveal()),
            client_address="",
            held_sessions=[],
        )
        decision = await live.authorise_publish(work, asked, live.Holder(), began)
        assert isinstance(decision, PublishAccepted), "the channel is new and nobody else publishes to it"
        length = timedelta(minutes=5 + number * 13 % 180)
        await self._tell(work, decision.session_id, began + timedelta(seconds=2), began + length)

    async def _tell(self, work: Work, session_id: StreamSessionId, start: datetime, end: datetime) -> None:
        started = StreamStarted(
            id=self._fact_id(),
            node_id=NODE,
            boot_id=BootId("seed"),
            occurred_at=start.timestamp(),
            session_id=session_id,
            encoder=EncoderDescription(software="klieg seed"),
        )
        ended = StreamEnded(
            id=self._fact_id(),
            node_id=NODE,
            boot_id=BootId("seed"),
            occurred_at=end.timestamp(),
            session_id=session_id,
            reason=EndReason.PUBLISHER_LEFT,
        )
        for fact in (started, ended):
            await live.apply_fact(work, fact, self.parts.now())

    def _fact_id(self) -> FactId:
        return FactId(new_id("fa", self.parts.clock.wallclock()))
