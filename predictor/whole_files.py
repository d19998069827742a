"""Files that are there whole or not at all, whatever is killed meanwhile."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO


def write_whole(target: Path, content: bytes, unfinished: Path | None = None) -> None:
    """`unfinished` holds the file while it grows; it must be on the same file system."""
    write_whole_by(target, lambda file: file.write(content), unfinished)


def write_whole_by(
    target: Path, write: Callable[[IO[bytes]], object], unfinished: Path | None = None
) -> None:
    growing = unfinished or target.parent
    for folder in (target.parent, growing):
        folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=growing, suffix=target.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())  # a row must not outlive its file in a power cut
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
