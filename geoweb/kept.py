"""Reads whose text is worked out once: building it takes Django longer than PostgreSQL answers."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)


class KeptRead(Generic[Row]):
    """Rows as the queryset would give them, related ones too.

    It is built with samples in the place of values: odd ones, which occur nowhere else in it.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], **samples: Any) -> None:
        self.build, self.samples = build, samples
        # Whatever reads geometries belongs to the thread that made it.
        self.own = threading.local()

    def all(self, **values: Any) -> list[Row]:
        plan: Plan[Row] | None = getattr(self.own, "plan", None)
        if plan is None:
            plan = self.own.plan = Plan(self.build(**self.samples), self.samples)
        return list(plan.rows(values))

    def first(self, **values: Any) -> Row | None:
        return next(iter(self.all(**values)), None)


class Plan(Generic[Row]):
    """What Django's ModelIterable finds out anew for each queryset."""

    def __init__(self, queryset: QuerySet[Row], samples: dict[str, Any]) -> None:
        compiler: Any = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.sql, given = compiler.as_sql()
        self.values = [named(value, samples) for value in given]
        if {name for name, _ in self.values if name} != samples.keys():
            raise ValueError("Each sample has to occur in the statement.")
        self.model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
        self.own = slice(places[0], places[-1] + 1)
        self.names = [each[0].target.attname for each in compiler.select[self.own]]
        related: Any = get_related_populators  # its type is that of another version
        self.related = related(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)
        self.added = compiler.annotation_col_map or {}
        self.converters = compiler.get_converters([each[0] for each in compiler.select])

    def rows(self, values: dict[str, Any]) -> Iterator[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [values[name] if name else it for name, it in self.values])
            found = cursor.fetchall()
        for row in found:
            yield self.made(self.converted(row, connection))

    def converted(self, row: Sequence[Any], connection: Any) -> list[Any]:
        columns = list(row)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                columns[place] = convert(columns[place], expression, connection)
        return columns

    def made(self, row: list[Any]) -> Row:
        made: Row = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.own])
        for related in self.related:
            related.populate(row, made)
        for name, place in self.added.items():
            setattr(made, name, row[place])
        return made


def named(value: Any, samples: dict[str, Any]) -> tuple[str, Any]:
    """The name of the sample that it is, or none and what it is."""
    return next((name for name, sample in samples.items() if value == sample), ""), value
