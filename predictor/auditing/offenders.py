"""What an audit found: each offender with its photos, their splits and how near they are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from predictor.errors import HomingError


class LeakError(HomingError):
    """The splits share what would make an evaluation look too good."""


class Kind(StrEnum):
    SEQUENCE = "sequence"
    AUTHOR = "author"
    AUTHOR_OF_DRIVES = "author of drives"
    DUPLICATE = "near-duplicate"
    NEAR = "nearer than 1 km"


# One person's drives in different places share a camera, not a view: worth knowing, no leak.
NOTED: Final = frozenset({Kind.AUTHOR_OF_DRIVES})
UNITS: Final = {Kind.DUPLICATE: "bits", Kind.NEAR: "km"}
# What is left out where two splits meet comes from the later of these.
MOST_PRECIOUS: Final = ("test", "tune", "train")


@dataclass(frozen=True, slots=True)
class Offender:
    kind: Kind
    photo_ids: tuple[int, ...]
    splits: tuple[str, ...]  # of the photos, in their order
    name: str = ""  # of a sequence or an author, with its dataset
    distance: float | None = None  # km, or bits between two hashes

    @property
    def is_leak(self) -> bool:
        return self.kind not in NOTED

    def to_leave_out(self) -> set[int]:
        """Without these the offence is gone; test photos stay wherever there are any."""
        kept = min(self.splits, key=MOST_PRECIOUS.index)
        pairs = zip(self.photo_ids, self.splits, strict=True)
        return {photo_id for photo_id, split in pairs if split != kept}

    def as_dict(self) -> dict[str, Any]:
        photos = zip(self.photo_ids, self.splits, strict=True)
        return {
            "kind": str(self.kind),
            "is_leak": self.is_leak,
            "name": self.name,
            "photos": [{"id": photo_id, "split": split} for photo_id, split in photos],
            "distance": self.distance,
            "unit": UNITS.get(self.kind),
        }


@dataclass(frozen=True, slots=True)
class AuditReport:
    photos: Mapping[str, int]  # by split
    unhashed: int  # photos without a picture that could be compared
    offenders: tuple[Offender, ...] = ()
    datasets: tuple[str, ...] = field(default=())

    @property
    def leaks(self) -> tuple[Offender, ...]:
        return tuple(offender for offender in self.offenders if offender.is_leak)

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(offender.kind for offender in self.offenders)
        return {str(kind): found[kind] for kind in Kind}

    def to_leave_out(self) -> set[int]:
        """The photos without which the splits would be clean."""
        return set().union(*(offender.to_leave_out() for offender in self.leaks))

    def refuse_leaks(self) -> None:
        if self.leaks:
            found = ", ".join(f"{n} {kind}" for kind, n in self.counts.items() if n)
            raise LeakError(
                f"The splits leak ({found}): see them with manage.py audit_splits, and take "
                f"{len(self.to_leave_out())} photos out, or fit with --allow-leaks."
            )

    def as_dict(self) -> dict[str, Any]:
        return {
            "datasets": list(self.datasets),
            "photos": dict(self.photos),
            "unhashed": self.unhashed,
            "counts": self.counts,
            "is_clean": not self.leaks,
            "offenders": [offender.as_dict() for offender in self.offenders],
        }
