"""Charts as data: what the browser draws, and the table that says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format

Label = str | float
Value = float | None


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: Sequence[Value]
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars over words, or lines over numbers; a matrix is squares of its own."""

    id: str
    title: str
    x: str
    y: str
    labels: Sequence[Label]
    series: Sequence[Series]
    kind: str = "line"  # bar, line
    says: str = ""  # what to read off it, in a sentence
    digits: int = 1
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, Any]:
        lines = [
            {"name": each.name, "values": list(each.values), "dashed": each.is_dashed}
            for each in self.series
        ]
        return {
            "kind": self.kind,
            "x": self.x,
            "y": self.y,
            "labels": list(self.labels),
            "series": lines,
            **self.options,
        }

    @property
    def data_id(self) -> str:
        return f"{self.id}-data"

    def rows(self) -> Iterator[list[str]]:
        columns = [each.values for each in self.series]
        for label, *values in zip(self.labels, *columns, strict=True):
            name = label if isinstance(label, str) else self.number(label, 2)
            yield [name, *(self.number(value, self.digits) for value in values)]

    def number(self, value: Value, digits: int) -> str:
        if value is None:
            return "\N{EN DASH}"
        return number_format(round(value, digits), digits, force_grouping=True)
