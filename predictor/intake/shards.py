"""Webdataset shards: tar files whose members with one key make up one sample."""

import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from glob import glob, has_magic
from itertools import groupby
from pathlib import Path, PurePosixPath

from predictor.intake.candidate import LONGEST_SOURCE_ID, Candidate, Said, identity
from predictor.intake.columns import Preset, wanted_names
from predictor.intake.folder import SUFFIXES as IMAGE_SUFFIXES
from predictor.intake.images import LARGEST_FILE_BYTES
from predictor.intake.outcome import IntakeError, Reason, Rejection
from predictor.intake.table import as_said

SUFFIXES = (".tar", ".tar.gz", ".tgz")
LARGEST_JSON_BYTES = 2**20
BRACES = re.compile(r"\{(\d+)\.\.(\d+)\}")


@dataclass(frozen=True, slots=True)
class Shards:
    paths: tuple[Path, ...]
    preset: Preset | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sample:
    key: str
    image: bytes | None = None
    fields: dict[str, str] | None = None
    fault: str = ""


def expand(pattern: str) -> list[Path]:
    """`shard-{000..009}.tar` and the wildcards of the shell."""
    if match := BRACES.search(pattern):
        first, last = match.groups()
        head, tail = pattern[: match.start()], pattern[match.end() :]
        numbers = range(int(first), int(last) + 1)
        return [p for n in numbers for p in expand(f"{head}{n:0{len(first)}}{tail}")]
    if not has_magic(pattern):
        return [Path(pattern)]
    return sorted(Path(name) for name in glob(pattern))  # noqa: PTH207 - absolute patterns too


def read_shards(shards: Shards) -> Iterator[Candidate | Rejection]:
    names = wanted_names(shards.preset, shards.chosen)
    for path in shards.paths:
        try:
            for sample in read_samples(path):
                yield from as_candidate(path, sample, names, shards.preset)
        except (tarfile.TarError, EOFError, OSError) as error:
            yield Rejection(path.name, Reason.UNREADABLE, f"the rest of this shard: {error}")


def read_samples(path: Path) -> Iterator[Sample]:
    """Members are read in passing and never written under a name that the archive chose."""
    with tarfile.open(path, "r|*") as archive:
        files = (member for member in archive if member.isfile())
        for key, members in groupby(files, key=lambda member: split_key(member.name)[0]):
            sample = Sample(key)
            for member in members:
                add_member(sample, archive, member)
            yield sample


def split_key(name: str) -> tuple[str, str]:
    """`a/b.c.jpg` is the `c.jpg` of the sample `a/b`: keys end at the first dot."""
    path = PurePosixPath(name)
    stem, _, extension = path.name.partition(".")
    return (path.parent / stem).as_posix(), extension.lower()


def add_member(sample: Sample, archive: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    suffix = "." + split_key(member.name)[1].rpartition(".")[2]
    if suffix not in IMAGE_SUFFIXES | {".json"}:
        return
    if member.size > (LARGEST_JSON_BYTES if suffix == ".json" else LARGEST_FILE_BYTES):
        sample.fault = f"{member.name}: {member.size:,} bytes are too many"
        return
    file = archive.extractfile(member)
    content = file.read() if file else b""
    if suffix != ".json":
        sample.image = content
        return
    try:
        sample.fields = as_fields(json.loads(content))
    except (ValueError, RecursionError) as error:
        sample.fault = f"{member.name}: {error}"


def as_fields(value: object) -> dict[str, str]:
    """The plain values of the outermost object, by names in lower case."""
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - the file's fault, not the type's
    plain = {name: item for name, item in value.items() if isinstance(item, (str, int, float))}
    return {name.lower(): str(item) for name, item in plain.items()}


def as_candidate(
    path: Path, sample: Sample, names: Mapping[str, tuple[str, ...]], preset: Preset | None
) -> Iterator[Candidate | Rejection]:
    source = f"{path.name}: {sample.key}"
    if sample.fault:
        yield Rejection(source, Reason.UNREADABLE, sample.fault)
    elif sample.image is not None:
        said = read_fields(sample.fields or {}, names, preset)
        unplaced = not said.lat and not said.lng
        source_id = identity(sample.key, LONGEST_SOURCE_ID)
        yield Candidate(source, source_id, said, sample.image, position_in_exif=unplaced)


def read_fields(
    fields: Mapping[str, str], names: Mapping[str, tuple[str, ...]], preset: Preset | None
) -> Said:
    values = {
        meaning: next((fields[name.lower()] for name in options if name.lower() in fields), "")
        for meaning, options in names.items()
    }
    return as_said(values, preset)


def find_shards(path: Path) -> list[Path]:
    return sorted(p for p in path.iterdir() if p.name.lower().endswith(SUFFIXES))


def refuse_missing(paths: list[Path]) -> None:
    missing = [str(path) for path in paths if not path.is_file()]
    if missing or not paths:
        raise IntakeError(f"No such shard: {', '.join(missing[:3]) or 'none'}. Check the pattern.")
