"""The list of what was not taken, and of what was taken with a doubt: made when first needed."""

import csv
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from predictor.intake.outcome import IntakeError, Rejection

HEADER = ("source", "reason", "detail")


class RejectsFile:
    """Written beside its name and moved there at the end: never half a list."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.unfinished = path.with_name(f"{path.name}.part")
        self.file: TextIO | None = None
        self.count = 0

    def add(self, source: str, reason: str, detail: str) -> None:
        if self.file is None:
            self.file = self.begin()
        csv.writer(self.file).writerow([source, reason, " ".join(detail.split())])
        self.count += 1

    def reject(self, rejection: Rejection) -> None:
        self.add(rejection.source, rejection.reason, rejection.detail)

    def begin(self) -> TextIO:
        try:
            file = self.unfinished.open(
                "w", encoding="utf-8", errors="backslashreplace", newline=""
            )
        except OSError as error:
            raise IntakeError(
                f"Cannot write the list of rejected photos to {self.path}: {error.strerror}. "
                "Name another file with --rejects."
            ) from error
        csv.writer(file).writerow(HEADER)
        return file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.file is not None:
            self.file.close()
            self.unfinished.replace(self.path)
