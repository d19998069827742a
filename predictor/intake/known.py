"""Which of the photos that come in are here already, by their bytes or by their name."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from predictor.intake.candidate import Candidate
from predictor.models import Photo

READERS = 4


def digests(candidates: Sequence[Candidate]) -> list[str]:
    """SHA-256 of each image; empty where it cannot be read, which the decoder will tell."""
    with ThreadPoolExecutor(READERS) as readers:  # hashing lets go of the interpreter's lock
        return list(readers.map(lambda candidate: digest(candidate.image), candidates))


def digest(image: Path | bytes | None) -> str:
    if not isinstance(image, Path):
        return hashlib.sha256(image or b"").hexdigest()
    try:
        with image.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def known_digests(sha256s: Sequence[str]) -> set[str]:
    found = Photo.objects.filter(sha256__in=sha256s).values_list("sha256", flat=True)
    return {sha256 for sha256 in found if sha256}


def taken_names(dataset: str, source_ids: Sequence[str], with_image: bool = True) -> set[str]:
    """A row of metadata only still waits for its image: its name is free for one."""
    photos = Photo.objects.filter(dataset=dataset, source_id__in=source_ids)
    photos = photos.filter(sha256__isnull=False) if with_image else photos
    return set(photos.values_list("source_id", flat=True))
