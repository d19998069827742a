"""A file is there whole or not at all."""

from pathlib import Path
from typing import IO

import pytest

from predictor.whole_files import write_whole, write_whole_by


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "deep" / "down" / "a.bin", b"whole")

    assert (tmp_path / "deep" / "down" / "a.bin").read_bytes() == b"whole"


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")

    def half(file: IO[bytes]) -> None:
        file.write(b"ne")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole_by(target, half)

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_grows_elsewhere_ends_at_its_target(tmp_path: Path) -> None:
    write_whole(tmp_path / "kept" / "a.jpg", b"x", tmp_path / "growing")

    assert list((tmp_path / "growing").iterdir()) == []
    assert (tmp_path / "kept" / "a.jpg").stat().st_mode & 0o777 == 0o644
