"""Files of uploads that no row speaks of: a process died between writing one and the other."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import PurePath

import structlog
from django.core.files.storage import default_storage
from django.utils import timezone

from geoweb.domain.endings import COPIES, forget
from geoweb.models import UploadPhoto
from predictor.models import Photo

INCOMING = "incoming"
OLD_ENOUGH = timedelta(hours=1)  # a younger one may get its row in a moment
ASKED_TOGETHER = 1000
log = structlog.get_logger(__name__)


def remove_orphans() -> int:
    removed = sweep(INCOMING, still_awaited) + sweep(COPIES, of_photos)
    if removed:
        log.info("orphans_removed", files=removed)
    return removed


def still_awaited(names: Iterable[str]) -> set[str]:
    paths = {f"{INCOMING}/{name}" for name in names}
    rows = UploadPhoto.objects.filter(incoming__in=paths)
    return {PurePath(path).name for path in rows.values_list("incoming", flat=True)}


def of_photos(names: Iterable[str]) -> set[str]:
    rows = Photo.objects.filter(dataset="uploads", source_id__in=[PurePath(n).stem for n in names])
    return {f"{source_id}.jpg" for source_id in rows.values_list("source_id", flat=True)}


def sweep(folder: str, with_rows: Callable[[Iterable[str]], set[str]]) -> int:
    names, removed = names_in(folder), 0
    for first in range(0, len(names), ASKED_TOGETHER):
        some = set(names[first : first + ASKED_TOGETHER])
        orphans = [f"{folder}/{name}" for name in some - with_rows(some)]
        old = [path for path in orphans if is_old(path)]
        forget(old)
        removed += len(old)
    return removed


def names_in(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def is_old(path: str) -> bool:
    try:
        return default_storage.get_modified_time(path) < timezone.now() - OLD_ENOUGH
    except FileNotFoundError:  # its row was written and it was forgotten meanwhile
        return False
