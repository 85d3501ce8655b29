"""Voiding (xAPI 1.0.3 Part 2, 2.3.2; IEEE 9274.1.1, 4.2.4)."""

import pytest

from tests.conformance.caller import Caller
from tests.conformance.said import BOOK, READ, VOIDED, reference, said, voiding

pytestmark = pytest.mark.postgresql


def is_voided(lrs: Caller, uuid: str) -> bool:
    by_name = [
        lrs("GET", "statements", query={name: uuid}).status_code for name in ("statementId", "voidedStatementId")
    ]
    assert by_name in ([200, 404], [404, 200])
    return by_name == [404, 200]


def test_a_voided_statement_is_found_as_a_voided_one_alone(lrs: Caller):
    [target] = lrs.store(said())
    assert not is_voided(lrs, target)

    lrs.store(voiding(target))

    assert is_voided(lrs, target)
    assert lrs("GET", "statements", query={"voidedStatementId": target}).json()["id"] == target


def test_voiding_works_before_its_target_arrives(lrs: Caller):
    target = reference()["id"]
    lrs.store(voiding(target))

    lrs.store(said(id=target))

    assert is_voided(lrs, target)


def test_lists_hold_the_voiding_statement_but_not_the_voided(lrs: Caller):
    [target] = lrs.store(said())
    [about] = lrs.store(said(object=reference(target)))
    [void] = lrs.store(voiding(target))

    assert lrs.found() == [void, about]
    assert lrs.found(since="2020-01-01T00:00:00Z", ascending="true") == [about, void]


def test_statements_about_a_voided_one_are_still_found_by_what_it_said(lrs: Caller):
    [target] = lrs.store(said())
    [about] = lrs.store(said(object=reference(target), verb={"id": "https://example.org/verbs/commented"}))
    [void] = lrs.store(voiding(target))

    assert set(lrs.found(activity=BOOK["id"])) == {about, void}
    assert set(lrs.found(verb=READ["id"])) == {about, void}


def test_a_voiding_statement_cannot_be_voided(lrs: Caller):
    [target] = lrs.store(said())
    [void] = lrs.store(voiding(target))

    answer = lrs("POST", "statements", voiding(void))

    assert answer.status_code in {200, 400}
    assert not is_voided(lrs, void)
    assert is_voided(lrs, target)


def test_only_the_verb_voided_voids(lrs: Caller):
    [target] = lrs.store(said())

    lrs.store(said(verb={"id": VOIDED["id"].replace("voided", "avoided")}, object=reference(target)))

    assert not is_voided(lrs, target)


def test_a_voiding_statement_needs_a_reference_as_its_object(lrs: Caller):
    assert lrs("POST", "statements", said(verb=VOIDED)).status_code == 400
    assert lrs("POST", "statements", said(verb=VOIDED, object=reference())).status_code == 200
