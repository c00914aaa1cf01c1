from itertools import product

import pytest

from klieg.media.rtmp.states import PEER_INPUTS, READING_STATES, SHELL_INPUTS, Input, State, Verdict, decide

ACTS = {
    State.HANDSHAKING: {},
    State.OPEN: {Input.CONNECT: State.CONNECT_ASKED, Input.CALL: State.OPEN},
    State.CONNECT_ASKED: {Input.ACCEPT_CONNECT: State.CONNECTED, Input.REFUSE_CONNECT: State.CLOSED},
    State.CONNECTED: {
        Input.CREATE_STREAM: State.CONNECTED,
        Input.CALL: State.CONNECTED,
        Input.PUBLISH: State.PUBLISH_ASKED,
        Input.PLAY: State.CLOSED,
    },
    State.PUBLISH_ASKED: {Input.ACCEPT_PUBLISH: State.PUBLISHING, Input.REFUSE_PUBLISH: State.CLOSED},
    State.PUBLISHING: {
        Input.CREATE_STREAM: State.PUBLISHING,
        Input.CALL: State.PUBLISHING,
        Input.PLAY: State.CLOSED,
        Input.GOODBYE: State.CONNECTED,
        Input.METADATA: State.PUBLISHING,
        Input.MEDIA: State.PUBLISHING,
        Input.END_PUBLISH: State.CLOSED,
    },
    State.CLOSED: {},
}
IGNORES = {
    State.OPEN: {Input.GOODBYE},
    State.CONNECTED: {Input.GOODBYE, Input.METADATA, Input.MEDIA, Input.END_PUBLISH},
    State.CLOSED: set(Input),
}


@pytest.mark.parametrize(("state", "given"), list(product(State, Input)), ids=str)
def test_every_state_meets_every_input(state: State, given: Input) -> None:
    if given in ACTS[state]:
        expected = (Verdict.ACT, ACTS[state][given])
    elif given in IGNORES.get(state, set()):
        expected = (Verdict.IGNORE, state)
    elif given in SHELL_INPUTS or state not in READING_STATES:
        expected = (Verdict.BUG, state)
    else:
        expected = (Verdict.FAIL, State.CLOSED)
    assert decide(state, given) == expected


def test_each_input_is_the_peers_or_the_shells() -> None:
    assert sorted((*PEER_INPUTS, *SHELL_INPUTS)) == sorted(Input)
