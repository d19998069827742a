"""Files by their name in the default storage: a path on a file system, whole objects elsewhere."""

from pathlib import Path
from shutil import copyfileobj

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from predictor.whole_files import write_whole, write_whole_by


def local_path(name: str) -> Path | None:
    """None in an object store, which has no paths; the file need not be there."""
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:
        return None


def store_once(name: str, content: bytes, unfinished: str | None = None) -> str:
    """The name it is stored under. Named by content: who comes second, or at once, writes the same.

    `unfinished` is the folder, in the same storage, where the file grows.
    """
    if default_storage.exists(name):
        return name
    target = local_path(name)
    if target is None:  # object stores write whole objects
        return default_storage.save(name, ContentFile(content))
    write_whole(target, content, local_path(unfinished) if unfinished else None)
    return name


def local_copy(name: str, folder: Path) -> Path:
    """A path to read `name` by; from an object store it is fetched once, into `folder`.

    For files that never change under one name.
    """
    path = local_path(name) or folder / name
    if not path.is_file():
        with default_storage.open(name, "rb") as file:
            write_whole_by(path, lambda growing: copyfileobj(file, growing))
    return path
