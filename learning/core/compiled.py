"""Reads that are asked on every page: a QuerySet written once over named parameters, compiled to SQL once per process.

@compiled
def _tries(*, enrolment_id: int, unit_key: UUID) -> QuerySet[Answer, tuple[UUID, int]]:
    return Answer.objects.filter(enrolment_id=enrolment_id, unit_key=unit_key).values_list("question_key", "number")

_tries(enrolment_id=7, unit_key=key)      # a list of tuples, as the QuerySet itself gives them

Inside, a parameter is an expression: it may stand wherever an expression may, not where a list or a number of rows
does. Outside it is a value of the annotated type, never None, which is nothing that SQL compares with. ADR 0011.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.utils import CursorWrapper

P = ParamSpec("P")
Row = TypeVar("Row")
Prepare = Callable[[Any], Any]

FIELDS: dict[type, type[models.Field]] = {
    bool: models.BooleanField,
    date: models.DateField,
    datetime: models.DateTimeField,
    int: models.BigIntegerField,
    str: models.TextField,
    UUID: models.UUIDField,
}
"""What a parameter of a type is to the database."""


class CompileError(TypeError):
    """A read cannot be compiled as it is written."""


class Parameter(models.Expression):
    """Stands in the QuerySet for a value that is known only when the read is asked."""

    def __init__(self, name: str, kind: type) -> None:
        if kind not in FIELDS:
            raise CompileError(f"{name}: no parameter can be a {kind!r}")
        super().__init__(output_field=FIELDS[kind]())
        self.name, self.kind = name, kind

    def as_sql(self, compiler: Any, connection: Any) -> Any:  # noqa: ARG002 -- Django's signature
        return "%s", [self]


@dataclass(frozen=True)
class Compiled:
    """SQL for one database. `values` are its parameters in order, a Parameter where one is still to come."""

    sql: str
    values: tuple[Any, ...]
    prepare: dict[str, tuple[type, Prepare]]
    convert: tuple[tuple[int, tuple[Prepare, ...]], ...]

    def bound(self, given: dict[str, Any]) -> list[Any]:
        if given.keys() != self.prepare.keys():
            raise TypeError(f"takes {sorted(self.prepare)}, not {sorted(given)}")
        ready = {}
        for name, (kind, prepare) in self.prepare.items():
            if not isinstance(given[name], kind):
                raise TypeError(f"{name} is a {kind.__name__}, not a {type(given[name]).__name__}")
            ready[name] = prepare(given[name])
        return [ready[each.name] if isinstance(each, Parameter) else each for each in self.values]

    def converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, converters in self.convert:
            for convert in converters:
                values[place] = convert(values[place])
        return tuple(values)


class CompiledRead(Generic[P, Row]):
    """Threads share it: compiling twice at the same moment gives the same."""

    def __init__(self, write: Callable[P, "models.QuerySet[Any, Row]"]) -> None:
        self.write = write
        self.__doc__ = write.__doc__
        self._compiled: dict[str, Compiled] = {}

    def __call__(self, *args: P.args, **given: P.kwargs) -> list[Row]:
        if args:
            raise TypeError(f"{self.write.__qualname__} takes its parameters by name")
        wrapper = connections[DEFAULT_DB_ALIAS]  # `connection` looks it up each time
        compiled = self._compiled.get(wrapper.vendor) or self._compile()
        cursor = prepared_cursor()
        cursor.execute(compiled.sql, compiled.bound(given))
        rows: list[Any] = cursor.fetchall()
        return list(map(compiled.converted, rows)) if compiled.convert else rows  # type: ignore[arg-type]  # -- rows are what the QuerySet says

    def _compile(self) -> Compiled:
        name = self.write.__qualname__
        hints = get_type_hints(self.write)
        parameters = {each: Parameter(each, hints[each]) for each in inspect.signature(self.write).parameters}
        queryset: Any = self.write(**parameters)  # type: ignore[call-arg, arg-type]  # -- expressions in place of values
        if queryset._iterable_class is not models.query.ValuesListIterable:
            raise CompileError(f"{name} must end in values_list()")
        compiler = queryset.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        if compiler.has_extra_select:
            raise CompileError(f"{name} is ordered by something that it does not select")
        if missing := parameters.keys() - {each.name for each in values if isinstance(each, Parameter)}:
            raise CompileError(f"{name} does not use {sorted(missing)}")
        expressions = [expression for expression, _sql, _alias in compiler.select]
        compiled = self._compiled[connection.vendor] = Compiled(
            sql=sql,
            values=tuple(values),
            prepare={each: (parameter.kind, _prepare(parameter)) for each, parameter in parameters.items()},
            convert=tuple(
                (place, tuple(_convert(each, expression) for each in converters))
                for place, (converters, expression) in compiler.get_converters(expressions).items()
            ),
        )
        return compiled


def compiled(write: Callable[P, "models.QuerySet[Any, Row]"]) -> CompiledRead[P, Row]:
    return CompiledRead(write)


def _prepare(parameter: Parameter) -> Prepare:
    return partial(_db_value, parameter.output_field)


def _db_value(field: models.Field, value: Any) -> Any:
    return field.get_db_prep_value(value, connection)


def _convert(converter: Callable[[Any, Any, Any], Any], expression: Any) -> Prepare:
    return lambda value: converter(value, expression, connection)


def prepared_cursor() -> CursorWrapper:
    """On PostgreSQL that of the connection, whose commands are prepared once, so that the database plans them once.
    Do not close it, and fetch all before anybody asks again.

    Django's wrapper stands around it: what watches or refuses queries (execute_wrappers, CaptureQueriesContext) does so
    here too.
    """
    wrapper: Any = connections[DEFAULT_DB_ALIAS]
    cursor: CursorWrapper
    if wrapper.vendor != "postgresql":
        cursor = wrapper.cursor()
        return cursor
    from learning.core.postgresql.prepared import PreparedCursor  # needs psycopg, which SQLite does not

    wrapper.close_if_health_check_failed()
    wrapper.ensure_connection()
    with wrapper.wrap_database_errors:
        cursor = wrapper._prepare_cursor(PreparedCursor.of(wrapper.connection))
    return cursor
