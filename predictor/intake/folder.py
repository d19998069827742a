"""A folder of pictures, at any depth, that say in their EXIF where they were taken."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from predictor.intake.candidate import LONGEST_SOURCE_ID, Candidate, Said, identity
from predictor.intake.outcome import IntakeError

SUFFIXES = {".jpg", ".jpeg", ".jpe", ".mpo", ".png", ".webp"}


def refuse(error: OSError) -> NoReturn:
    raise IntakeError(
        f"Cannot read {error.filename}: {error.strerror}. Run as a user who may read it, "
        "or move it out of the folder."
    ) from error


def picture_paths(root: Path) -> Iterator[Path]:
    """In a fixed order, so that two runs meet the same photos first; links to folders are left."""
    for folder, subfolders, names in os.walk(root, onerror=refuse):
        subfolders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix.lower() in SUFFIXES and is_regular(path):
                yield path


def is_regular(path: Path) -> bool:
    """A pipe called x.jpg would hold a worker for ever."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def count_pictures(root: Path) -> int:
    return sum(1 for _ in picture_paths(root))


def read_folder(root: Path) -> Iterator[Candidate]:
    for path in picture_paths(root):
        name = path.relative_to(root).as_posix()
        yield Candidate(name, identity(name, LONGEST_SOURCE_ID), Said(), path, True)
