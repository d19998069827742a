"""Puts safe copies where Django keeps files: under their own hash, whole or not at all."""

import time
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from predictor.intake.images import SafeCopy
from predictor.whole_files import write_whole

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


def sweep_unfinished() -> None:
    """What a killed import left; another import's may be seconds old and is left alone."""
    try:
        unfinished = Path(default_storage.path(UNFINISHED))
    except NotImplementedError:
        return
    for path in unfinished.glob("*.jpg"):
        if path.stat().st_mtime < time.time() - STALE_AFTER_S:
            path.unlink(missing_ok=True)
