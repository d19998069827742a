"""What became of each photo that came in: the reasons, and the counts of a run."""

from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    UNREADABLE = "unreadable"
    WITHOUT_LOCATION = "without location"
    OUT_OF_RANGE = "out of range"
    SWAPPED = "swapped-looking"
    CONFLICTING = "conflicting"  # its name belongs to other bytes already


@dataclass(frozen=True, slots=True)
class Rejection:
    source: str
    reason: Reason
    detail: str


class IntakeError(Exception):
    """The whole import cannot go on: one line that says why, and what to do."""


@dataclass(slots=True)
class Tally:
    imported: int = 0
    duplicate: int = 0
    suspicious: int = 0  # imported, with a lowered trust
    near_other_split: int = 0  # imported, within 1 km of a photo of another split
    rejected: dict[Reason, int] = field(default_factory=lambda: dict.fromkeys(Reason, 0))

    @property
    def seen(self) -> int:
        return self.imported + self.duplicate + sum(self.rejected.values())

    def as_dict(self) -> dict[str, int]:
        reasons = {str(reason).replace(" ", "_"): n for reason, n in self.rejected.items()}
        return {
            "imported": self.imported,
            "duplicate": self.duplicate,
            **{name.replace("-", "_"): n for name, n in reasons.items()},
            "suspicious": self.suspicious,
            "near_other_split": self.near_other_split,
        }

    def as_line(self) -> str:
        return ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in self.as_dict().items())
