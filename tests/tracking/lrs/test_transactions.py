import pytest
from django.db import OperationalError, connection
from django.db.transaction import TransactionManagementError

from tracking.lrs.models import Verb, key_of
from tracking.lrs.transactions import TRIES, RowGoneError, one_transaction


class BusyDatabase:
    """A command that fails so often before it succeeds, as the database at hand says it."""

    def __init__(self, failures: int, *, message: str = "database is locked", sqlstate: str = "40P01") -> None:
        self.failures, self.message, self.sqlstate, self.calls = failures, message, sqlstate, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.failures:
            cause = Exception(self.message)
            cause.sqlstate = self.sqlstate
            raise OperationalError(self.message) from cause
        return "done"


def named(command: BusyDatabase):
    def run() -> str:
        return command()

    return one_transaction(run)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("failures", range(TRIES))
def test_command_is_tried_again_when_the_database_asks_for_it(failures):
    command = BusyDatabase(failures)

    assert named(command)() == "done"
    assert command.calls == failures + 1


@pytest.mark.django_db(transaction=True)
def test_command_is_tried_again_when_a_row_has_gone():
    tries = []

    def command() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise RowGoneError("statement")
        return "done"

    assert one_transaction(command)() == "done"
    assert len(tries) == 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_command_is_not_tried_for_ever():
    command = BusyDatabase(100)

    with pytest.raises(OperationalError):
        named(command)()

    assert command.calls == TRIES


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_command_is_not_tried_again_for_another_error():
    command = BusyDatabase(1, message="disk I/O error", sqlstate="58030")

    with pytest.raises(OperationalError):
        named(command)()

    assert command.calls == 1


@pytest.mark.postgresql
@pytest.mark.django_db
def test_command_inside_a_transaction_leaves_the_retry_to_the_outer_one():
    command = BusyDatabase(1)

    assert connection.in_atomic_block
    with pytest.raises(OperationalError):
        named(command)()
    assert command.calls == 1


@one_transaction
def write(iri: str, *, fail: bool = False) -> None:
    Verb.objects.create(key=key_of(iri), iri=iri)
    if fail:
        raise LookupError


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_commands_inside_one_another_have_no_savepoint(django_assert_num_queries):
    @one_transaction
    def both() -> None:
        write("a")
        write("b")

    with django_assert_num_queries(4):  # BEGIN and COMMIT are counted here
        both()

    assert Verb.objects.count() == 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_command_that_fails_inside_another_takes_the_whole_with_it():
    @one_transaction
    def both() -> None:
        write("a")
        write("b", fail=True)

    @one_transaction
    def both_catching() -> None:
        write("a")
        with pytest.raises(LookupError):
            write("b", fail=True)
        with pytest.raises(TransactionManagementError):
            write("c")

    with pytest.raises(LookupError):
        both()
    both_catching()

    assert Verb.objects.count() == 0


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_outer_command_is_tried_again_when_an_inner_one_meets_a_busy_database():
    busy = BusyDatabase(1)
    inner = named(busy)

    @one_transaction
    def outer() -> None:
        write("a")
        inner()

    outer()

    assert (busy.calls, Verb.objects.count()) == (2, 1)
