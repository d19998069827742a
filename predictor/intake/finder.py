"""Finds the image that a table names, inside one folder and nowhere else."""

import os
from functools import cached_property
from itertools import islice
from pathlib import Path

from predictor.intake.folder import refuse
from predictor.intake.outcome import IntakeError

SUFFIXES = ("", ".jpg", ".jpeg", ".png", ".webp")
# Datasets of millions are cut into folders; their names are kept, the files' are not.
MOST_FOLDERS = 10_000


class ImageFinder:
    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise IntakeError(f"No folder {root} with the images: name it with --images.")
        self.root = root.resolve()

    @cached_property
    def folders(self) -> list[Path]:
        walk = os.walk(self.root, onerror=refuse)
        return [Path(folder) for folder, _, _ in islice(walk, MOST_FOLDERS)]

    def find(self, name: str) -> Path | None:
        """A bare name may lie in any folder below; the one of the last hit is tried first."""
        if not name or "\x00" in name:
            return None
        if (path := self.inside(self.root, name)) or "/" in name:
            return path
        for number, folder in enumerate(self.folders):
            if path := self.inside(folder, name):
                self.folders.insert(0, self.folders.pop(number))
                return path
        return None

    def inside(self, folder: Path, name: str) -> Path | None:
        for suffix in SUFFIXES:
            path = folder / f"{name}{suffix}"
            try:
                if path.is_file() and path.resolve().is_relative_to(self.root):
                    return path
            except OSError:  # a name too long for a file
                return None
        return None
