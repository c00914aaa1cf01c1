"""The life of a server connection as a table: every state, every input, what happens."""

from enum import StrEnum, auto


class State(StrEnum):
    """Where the dialogue stands."""

    HANDSHAKING = auto()
    OPEN = auto()
    """Handshake done, connect not yet seen."""
    CONNECT_ASKED = auto()
    """The shell owes accept_connect or refuse_connect; nothing is read meanwhile."""
    CONNECTED = auto()
    PUBLISH_ASKED = auto()
    """The shell owes accept_publish or refuse_publish; nothing is read meanwhile."""
    PUBLISHING = auto()
    CLOSED = auto()
    """Nothing more is read; what is to be sent may still wait."""


class Input(StrEnum):
    """What can happen: messages of the peer, then verbs of the shell."""

    CONNECT = auto()
    CREATE_STREAM = auto()
    PUBLISH = auto()
    PLAY = auto()
    GOODBYE = auto()
    CALL = auto()
    """Any other command."""
    METADATA = auto()
    MEDIA = auto()
    ACCEPT_CONNECT = auto()
    REFUSE_CONNECT = auto()
    ACCEPT_PUBLISH = auto()
    REFUSE_PUBLISH = auto()
    END_PUBLISH = auto()


class Verdict(StrEnum):
    """What to do with an input."""

    ACT = auto()
    IGNORE = auto()
    FAIL = auto()
    """The peer broke the dialogue: DialogueError."""
    BUG = auto()
    """We broke it: an assertion."""


PEER_INPUTS = (
    Input.CONNECT,
    Input.CREATE_STREAM,
    Input.PUBLISH,
    Input.PLAY,
    Input.GOODBYE,
    Input.CALL,
    Input.METADATA,
    Input.MEDIA,
)
SHELL_INPUTS = tuple(given for given in Input if given not in PEER_INPUTS)
READING_STATES = (State.OPEN, State.CONNECTED, State.PUBLISHING)

_ACTS: dict[tuple[State, Input], State] = {
    (State.OPEN, Input.CONNECT): State.CONNECT_ASKED,
    (State.OPEN, Input.CALL): State.OPEN,
    (State.CONNECT_ASKED, Input.ACCEPT_CONNECT): State.CONNECTED,
    (State.CONNECT_ASKED, Input.REFUSE_CONNECT): State.CLOSED,
    (State.CONNECTED, Input.CREATE_STREAM): State.CONNECTED,
    (State.CONNECTED, Input.CALL): State.CONNECTED,
    (State.CONNECTED, Input.PUBLISH): State.PUBLISH_ASKED,
    (State.CONNECTED, Input.PLAY): State.CLOSED,
    (State.PUBLISH_ASKED, Input.ACCEPT_PUBLISH): State.PUBLISHING,
    (State.PUBLISH_ASKED, Input.REFUSE_PUBLISH): State.CLOSED,
    (State.PUBLISHING, Input.CREATE_STREAM): State.PUBLISHING,
    (State.PUBLISHING, Input.CALL): State.PUBLISHING,
    (State.PUBLISHING, Input.PLAY): State.CLOSED,
    (State.PUBLISHING, Input.GOODBYE): State.CONNECTED,
    (State.PUBLISHING, Input.METADATA): State.PUBLISHING,
    (State.PUBLISHING, Input.MEDIA): State.PUBLISHING,
    (State.PUBLISHING, Input.END_PUBLISH): State.CLOSED,
}
_IGNORED = frozenset(
    {
        (State.OPEN, Input.GOODBYE),
        (State.CONNECTED, Input.GOODBYE),
        (State.CONNECTED, Input.METADATA),
        (State.CONNECTED, Input.MEDIA),
        # The publish ended, or never began, while the shell was making up its mind.
        (State.CONNECTED, Input.END_PUBLISH),
    },
)


def decide(state: State, given: Input) -> tuple[Verdict, State]:
    """Return what to do with an input and the state afterwards.

    A closed connection ignores everything, so that a late verb of the shell is harmless. Elsewhere a verb of the shell
    out of place is our bug, a message of the peer out of place the peer's fault.
    """
    after = _ACTS.get((state, given))
    if after is not None:
        return Verdict.ACT, after
    if state is State.CLOSED or (state, given) in _IGNORED:
        return Verdict.IGNORE, state
    if given in SHELL_INPUTS or state not in READING_STATES:
        return Verdict.BUG, state
    return Verdict.FAIL, State.CLOSED
