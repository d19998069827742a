"""Where the pictures of photos lie: paths on a file system, bytes from any other storage."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.files.storage import default_storage

from predictor.errors import HomingError
from predictor.stored_files import local_path


class MissingFileError(HomingError):
    """A photo row whose picture is not there."""


def sources(names: Iterable[str]) -> Iterator[Path | bytes]:
    """One for each name in the default storage, opened only as far as needed."""
    return map(source, names)


def source(name: str) -> Path | bytes:
    if not name:
        raise MissingFileError("A photo has no file. Import it again, or delete its row.")
    path = local_path(name)
    if path is None:
        return _bytes(name)
    if not path.is_file():
        raise MissingFileError(_gone(name))
    return path


def _bytes(name: str) -> bytes:
    try:
        with default_storage.open(name, "rb") as file:
            content: bytes = file.read()
    except OSError as error:
        raise MissingFileError(_gone(name)) from error
    return content


def _gone(name: str) -> str:
    return f"The file {name} of a photo is gone. Restore it, or delete the photo's row."
