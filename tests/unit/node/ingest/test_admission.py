from klieg.node.ingest.admission import Admission


def test_one_address_cannot_take_every_place() -> None:
    admission = Admission(max_connections=3, max_per_address=2)
    assert [admission.admit("a", 0.0) for _ in range(3)] == [True, True, False]
    assert admission.admit("b", 0.0)
    assert not admission.admit("c", 0.0)
    assert (admission.held, admission.refused) == (3, 2)


def test_a_place_that_is_given_back_is_free() -> None:
    admission = Admission(max_connections=1, max_per_address=1)
    assert admission.admit("a", 0.0)
    admission.release("a")
    assert admission.held == 0
    assert admission.admit("b", 0.0)
