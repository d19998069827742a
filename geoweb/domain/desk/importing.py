"""Corrections from elsewhere become proposals of whoever brings them: all of them or none."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from geoweb.domain.desk.corrections_files import Line, read_lines
from geoweb.domain.desk.photos import desk_photos
from geoweb.domain.desk.proposing import NO_CHANGE_KM
from geoweb.domain.refusals import Refusal, Text
from geoweb.enums import ProposalState
from geoweb.models import CheckPhoto, Proposal, User
from predictor.geodesy import distance_km
from predictor.models import Photo
from predictor.models.points import to_latlng, to_point
from predictor.regions import locate_regions

MOST_FAULTS: Final = 100
UNSETTLED: Final = (ProposalState.OPEN, ProposalState.DISPUTED)


class LinesRefused(Refusal):
    status = 422
    code = "lines_refused"
    remedy = _("Mend or leave out the lines that are named, and send the file again.")

    def __init__(self, faults: Mapping[int, Text]) -> None:
        shown = sorted(faults.items())[:MOST_FAULTS]
        self.faults = {f"line {number}": text for number, text in shown}
        super().__init__(
            ngettext_lazy(
                "%(count)d line cannot be taken, so none was.",
                "%(count)d lines cannot be taken, so none was.",
                len(faults),
            )
            % {"count": len(faults)}
        )


class EmptyFile(Refusal):
    status = 422
    code = "empty_file"
    text = _("There is no correction in this file.")


def import_corrections(content: bytes, user: User) -> int:
    """How many proposals were made."""
    lines, faults = read_lines(content)
    if not lines and not faults:
        raise EmptyFile
    with transaction.atomic():
        photos = named_photos(lines)
        known = Known(list(photos.values()))
        for each in lines:
            fault = known.fault(each, photos.get(each.number))
            if fault:
                faults[each.number] = fault
        if faults:
            raise LinesRefused(faults)
        made = proposals(lines, photos, user, known.checks)
        Proposal.objects.bulk_create(made, batch_size=2000)
    return len(made)


def named_photos(lines: Sequence[Line]) -> dict[int, Photo]:
    """By the number of the line; locked, in one order, so that two imports wait for each other."""
    ids = {each.photo for each in lines if each.photo}
    sources = {each.source_id for each in lines if not each.photo}
    desk = desk_photos().select_for_update(of=("self",), no_key=True).order_by("pk")
    found = desk.filter(public_id__in=ids) | desk.filter(source_id__in=sources)
    photos = list(found.defer("facts"))
    by_id = {each.public_id: each for each in photos}
    by_source = {(each.dataset, each.source_id): each for each in photos}
    named = {
        each.number: by_id.get(each.photo)
        if each.photo
        else by_source.get((each.dataset, each.source_id))
        for each in lines
    }
    return {number: photo for number, photo in named.items() if photo}


class Known:
    """What is said of the photos already, and what they show at the desk."""

    def __init__(self, photos: Sequence[Photo]) -> None:
        waiting = Proposal.objects.filter(photo__in=photos, state__in=UNSETTLED)
        self.waiting = set(waiting.values_list("photo", flat=True))
        checks = CheckPhoto.objects.filter(photo__in=photos)
        self.checks = dict(checks.values_list("photo", "shown_point"))
        self.named: set[int] = set()

    def fault(self, line: Line, photo: Photo | None) -> str:
        """Empty where the line can be taken."""
        if photo is None:
            return _now("There is no such photo.")
        if photo.pk in self.named:
            return _now("This photo is named twice.")
        self.named.add(photo.pk)
        if not photo.file:
            return _now("This photo was withdrawn.")
        if photo.pk in self.waiting:
            return _now("Somebody has given an opinion on this photo already.")
        return _now("This is where the photo is already.") if self.is_there(line, photo) else ""

    def is_there(self, line: Line, photo: Photo) -> bool:
        label = self.checks.get(photo.pk, photo.point)
        if line.place is None or label is None:
            return line.place is None and label is None
        return distance_km(to_latlng(label), line.place) <= NO_CHANGE_KM


def proposals(
    lines: Sequence[Line], photos: Mapping[int, Photo], user: User, checks: Mapping[int, object]
) -> list[Proposal]:
    places = [each.place for each in lines if each.place]
    regions = iter(locate_regions(places) if places else [])
    made = []
    for each in lines:
        deepest = next(regions).deepest if each.place else None
        made.append(
            Proposal(
                photo=photos[each.number],
                annotator=user,
                verdict=each.verdict,
                point=to_point(each.place) if each.place else None,
                region_id=deepest.id if deepest else None,
                precision_km=each.precision_km,
                why=each.why,
                is_check=photos[each.number].pk in checks,
            )
        )
    return made
