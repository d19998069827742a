"""A CSV or TSV of coordinates, read row by row, with the images that it names."""

import bz2
import csv
import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import IO

from predictor.intake.candidate import LONGEST_SOURCE_ID, Candidate, Said, identity
from predictor.intake.columns import Preset, match_columns, wanted_names
from predictor.intake.finder import ImageFinder
from predictor.intake.outcome import IntakeError, Reason, Rejection

SUFFIXES = (".csv", ".tsv", ".txt")
Opener = Callable[..., IO[str]]
PACKED: dict[str, Opener] = {".gz": gzip.open, ".bz2": bz2.open}
Rows = Iterator[list[str]]
SAID = tuple(Said.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Table:
    path: Path
    preset: Preset | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    images: Path | None = None  # None: the folder of the table
    metadata_only: bool = False


def is_table(path: Path) -> bool:
    plain = path.with_suffix("") if path.suffix.lower() in PACKED else path
    return plain.suffix.lower() in SUFFIXES


def open_text(path: Path) -> IO[str]:
    unpack: Opener = PACKED.get(path.suffix.lower(), open)
    return unpack(path, "rt", encoding="utf-8-sig", errors="replace", newline="")


def count_rows(path: Path) -> int | None:
    """Lines but one; unknown for packed files, which would have to be unpacked twice."""
    if path.suffix.lower() in PACKED:
        return None
    with path.open("rb") as file:
        return max(0, sum(block.count(b"\n") for block in iter(lambda: file.read(2**20), b"")) - 1)


def read_table(table: Table) -> Iterator[Candidate | Rejection]:
    """The header is read, and refused where it must be, before the first row is asked for."""
    file = open_text(table.path)
    first = file.readline()
    if not first.strip():
        file.close()
        raise IntakeError(f"{table.path} is empty: it must have a header and a row per photo.")
    delimiter = max(",;\t", key=first.count)
    header = next(csv.reader([first], delimiter=delimiter))
    names = wanted_names(table.preset, table.chosen)
    if headerless := header_is_missing(header, table.preset):
        file.close()
        file = open_text(table.path)
    columns = match_columns(headerless or header, names, table.chosen)
    finder = None if table.metadata_only else ImageFinder(table.images or table.path.parent)
    rows = csv.reader(file, delimiter=delimiter)
    return read_rows(file, rows, RowReader(table, columns, finder))


def header_is_missing(header: Sequence[str], preset: Preset | None) -> tuple[str, ...]:
    known = preset.without_header if preset else ()
    missing = len(header) == len(known) and not set(map(str.lower, header)) & set(known)
    return known if missing else ()


@dataclass(frozen=True, slots=True)
class RowReader:
    table: Table
    columns: Mapping[str, int]
    finder: ImageFinder | None

    def read(self, cells: list[str], number: int) -> Candidate | Rejection:
        values = {name: cells[at].strip() for name, at in self.columns.items() if at < len(cells)}
        name = values.get("image", "")
        source = f"{self.table.path.name} row {number}"
        source_id = identity(values.get("id") or name or f"row {number}", LONGEST_SOURCE_ID)
        said = as_said(values, self.table.preset)
        if self.finder is None:
            return Candidate(source, source_id, said)
        if path := self.finder.find(name):
            return Candidate(f"{source}: {name}", source_id, said, path)
        return Rejection(source, Reason.UNREADABLE, f"no image {name!r} in {self.finder.root}")


def read_rows(file: IO[str], rows: Rows, reader: RowReader) -> Iterator[Candidate | Rejection]:
    """A row that is no CSV is refused alone; a file that breaks off ends the reading."""
    with file:
        for number in count(1):
            try:
                cells = next(rows)
            except StopIteration:
                return
            except (csv.Error, EOFError, OSError) as error:
                source = f"{reader.table.path.name} row {number}"
                yield Rejection(source, Reason.UNREADABLE, str(error))
                if not isinstance(error, csv.Error):
                    return
                continue
            if cells:
                yield reader.read(cells, number)


def as_said(values: Mapping[str, str], preset: Preset | None) -> Said:
    said = {name: value for name, value in values.items() if name in SAID}
    if preset:
        said["scene"] = preset.scenes.get(said.get("scene", ""), said.get("scene", ""))
        said["licence"] = said.get("licence") or preset.licence
        said["attribution"] = said.get("attribution") or preset.attribution
    return Said(**said)
