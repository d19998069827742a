"""Puts safe copies where Django keeps files: under their own hash, whole or not at all."""

import os
import tempfile
import time
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from predictor.intake.images import SafeCopy

FOLDER = "photos"
UNFINISHED = f"{FOLDER}/.incoming"
STALE_AFTER_S = 86_400.0


def stored_name(copy: SafeCopy) -> str:
    return f"{FOLDER}/{copy.sha256[:2]}/{copy.sha256}.jpg"


def store(copy: SafeCopy) -> str:
    """Equal pictures share one file; writing it twice at once leaves one, complete."""
    name = stored_name(copy)
    if default_storage.exists(name):
        return name
    try:
        target = Path(default_storage.path(name))
    except NotImplementedError:  # not a file system: object stores write whole objects
        return default_storage.save(name, ContentFile(copy.jpeg))
    write_whole(target, copy.jpeg, Path(default_storage.path(UNFINISHED)))
    return name


def write_whole(target: Path, content: bytes, unfinished: Path) -> None:
    for folder in (target.parent, unfinished):
        folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=unfinished, suffix=".jpg")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # a row must not outlive its file in a power cut
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def sweep_unfinished() -> None:
    """What a killed import left; another import's may be seconds old and is left alone."""
    try:
        unfinished = Path(default_storage.path(UNFINISHED))
    except NotImplementedError:
        return
    for path in unfinished.glob("*.jpg"):
        if path.stat().st_mtime < time.time() - STALE_AFTER_S:
            path.unlink(missing_ok=True)
