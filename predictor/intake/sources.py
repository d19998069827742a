"""Recognises what a path holds: a folder of pictures, a table, or shards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from predictor.intake.candidate import Candidate
from predictor.intake.columns import PRESETS
from predictor.intake.folder import SUFFIXES as PICTURE_SUFFIXES
from predictor.intake.folder import count_pictures, read_folder, refuse
from predictor.intake.outcome import IntakeError, Rejection
from predictor.intake.shards import SUFFIXES as SHARD_SUFFIXES
from predictor.intake.shards import Shards, expand, find_shards, read_shards, refuse_missing
from predictor.intake.table import Table, count_rows, is_table, read_table

Items = Iterator[Candidate | Rejection]


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    preset: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    images: Path | None = None
    metadata_only: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    name: str  # what the dataset is called when nobody says
    items: Items
    total: int | None  # None: only known at the end


def open_source(request: Request) -> Source:
    path = Path(request.path)
    try:
        if path.is_dir():
            return open_folder(path, request)
        if path.exists() and is_table(path):
            return open_table(path, request)
    except OSError as error:
        refuse(error)
    if request.path.lower().endswith(SHARD_SUFFIXES):
        return open_shards(expand(request.path), request)
    if not path.exists():
        raise IntakeError(f"No such file or folder: {path}. Check the path.")
    raise IntakeError(
        f"{path} is not a folder of pictures, a table (.csv or .tsv, packed or "
        f"not) or shards ({', '.join(SHARD_SUFFIXES)})."
    )


def open_folder(path: Path, request: Request) -> Source:
    if shards := find_shards(path):
        return open_shards(shards, request)
    if request.metadata_only:
        raise IntakeError("--metadata-only needs a table: the places of a folder are in its files.")
    total = count_pictures(path)
    if total == 0:
        tables = [str(table) for table in sorted(path.iterdir()) if is_table(table)]
        hint = f" There is {tables[0]}: import that." if tables else ""
        kinds = ", ".join(sorted(PICTURE_SUFFIXES))
        raise IntakeError(f"No photos ({kinds}) in {path}.{hint}")
    return Source(path.resolve().name, read_folder(path), total)


def open_table(path: Path, request: Request) -> Source:
    preset = PRESETS.get(request.preset)
    table = Table(path, preset, request.chosen, request.images, request.metadata_only)
    items, total = read_table(table), count_rows(path)
    if total == 0:
        raise IntakeError(f"{path} has a header and no rows: nothing to import.")
    name = path.name.split(".")[0]
    return Source(request.preset or name, items, total)


def open_shards(paths: list[Path], request: Request) -> Source:
    refuse_missing(paths)
    shards = Shards(tuple(paths), PRESETS.get(request.preset), request.chosen)
    return Source(request.preset or paths[0].name.split(".")[0], read_shards(shards), None)
