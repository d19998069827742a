"""A photo's label as one value: where it is, what it may be used for, how far that is trusted."""

from dataclasses import dataclass
from typing import Final

from django.contrib.gis.geos import Point

from geoweb.domain.desk.agreement import Outcome
from geoweb.enums import Verdict
from geoweb.models import LabelEvent
from predictor.models import Photo, Split
from predictor.models.points import to_point
from predictor.neighbourhood import is_near_other_splits
from predictor.regions import assign_photo_regions

# Too near to a photo of another split: nobody learns from it, and nobody is measured by it.
UNUSED: Final = 0.0
FULL: Final = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """Without a point a photo has no split, and may still be known to be of a region."""

    point: Point | None
    split: str | None
    region_id: int | None
    trust: float

    def is_like(self, other: "Label") -> bool:
        """The region of a point follows from the point."""
        if (self.point, self.split) != (other.point, other.split):
            return False
        return self.point is not None or self.region_id == other.region_id


def label_of(photo: Photo) -> Label:
    return Label(photo.point, photo.split, photo.region_id, photo.label_trust)


def label_before(event: LabelEvent) -> Label:
    return Label(event.before, event.split_before, event.region_before_id, event.trust_before)


def wanted(photo: Photo, outcome: Outcome) -> Label:
    """By an outcome; without a place, the label as it is."""
    if outcome.place is not None:
        point = to_point(outcome.place)
        return Label(point, photo.split or last_split(photo), None, trust_of(photo))
    if outcome.verdict == Verdict.KEEP:
        return label_of(photo)
    return Label(None, None, outcome.region_id, trust_of(photo))


def last_split(photo: Photo) -> str:
    """A photo keeps its split for life: what a locator has seen stays seen."""
    known = LabelEvent.objects.filter(photo=photo, split_before__isnull=False)
    found = known.order_by("-created_at", "-pk").values_list("split_before", flat=True).first()
    return found or Split.TRAIN


def trust_of(photo: Photo) -> float:
    """As it was before a neighbour of another split took it away."""
    if photo.label_trust > UNUSED:
        return photo.label_trust
    known = LabelEvent.objects.filter(photo=photo, trust_before__gt=UNUSED)
    found = known.order_by("-created_at", "-pk").values_list("trust_before", flat=True).first()
    return FULL if found is None else found


def write(photo: Photo, after: Label) -> None:
    photo.point, photo.split, photo.region_id = after.point, after.split, after.region_id
    photo.label_trust = after.trust
    photo.save(update_fields=["point", "split", "region", "label_trust"])
    if photo.point is None:
        return
    assign_photo_regions([photo.pk])
    photo.refresh_from_db(fields=["region"])
    if is_near_other_splits(photo):
        photo.label_trust = UNUSED
        photo.save(update_fields=["label_trust"])
