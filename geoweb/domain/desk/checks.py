"""Checks: photos whose place is certain, shown with a label that is wrong in a plausible way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from geoweb.domain.desk.proposing import region_of
from geoweb.domain.refusals import Refusal
from geoweb.enums import SuspicionReason
from geoweb.models import CheckPhoto, Suspicion
from predictor.geodesy import LatLng, distance_km, is_on_earth
from predictor.models import Photo, Split
from predictor.models.points import to_latlng, to_point

# Nearer to the truth a wrong label could pass for a right one.
LEAST_KM: Final = 100.0
# Of the label shown; the others come from where the photo really is, and stay.
ABOUT_THE_LABEL: Final = ("swap", "sign", "centroid")
CERTAIN: Final = 0.2
# Where no suspicion says yet how far off the locator usually is.
USUAL_KM: Final = 640.0


class PoorCheck(Refusal):
    status = 422
    code = "poor_check"
    text = _("This photo is no check: its place is public, in play or doubtful.")


def candidates() -> QuerySet[Photo]:
    """Photos to tune by: they are shown nowhere, so that nobody can look the label up."""
    photos = Photo.objects.filter(split=Split.TUNE, check_photo=None, label_trust__gte=1.0)
    doubtful = Suspicion.objects.filter(score__gt=CERTAIN).values("photo")
    return photos.exclude(file="").exclude(pk__in=doubtful).exclude(flags__state="open")


def make_check(
    photo: Photo, shown: LatLng, reasons: Sequence[Mapping[str, Any]] = ()
) -> CheckPhoto:
    """`reasons` as a suspicion of that label would have them; without, one is made up."""
    if not candidates().filter(pk=photo.pk).exists() or photo.point is None:
        raise PoorCheck
    apart = distance_km(to_latlng(photo.point), shown)
    if apart < LEAST_KM:
        raise PoorCheck
    return CheckPhoto.objects.create(
        photo=photo,
        shown_point=to_point(shown),
        shown_region=region_of(shown),
        reasons=list(reasons) or [made_up(apart)],
        hypotheses=hypotheses(photo, shown),
    )


def made_up(apart_km: float) -> dict[str, Any]:
    """As suspicion says it: told apart by its words, a check would be none."""
    told = Suspicion.objects.filter(reasons__contains=[{"reason": SuspicionReason.FAR}])
    reasons = told.values_list("reasons", flat=True).first() or []
    usual = (each.get("usual_km") for each in reasons if each["reason"] == SuspicionReason.FAR)
    usual_km = next(usual, None) or USUAL_KM
    return {
        "reason": SuspicionReason.FAR,
        "weight": 0.9,
        "km": round(apart_km),
        "usual_km": usual_km,
    }


def hypotheses(photo: Photo, shown: LatLng) -> list[dict[str, Any]]:
    """What suspicion would say of the label shown."""
    known = Suspicion.objects.filter(photo=photo).values_list("hypotheses", flat=True).first()
    kept = [each for each in known or [] if each["kind"] not in ABOUT_THE_LABEL]
    return [*turned(shown), *kept]


def turned(shown: LatLng) -> Iterable[dict[str, Any]]:
    swapped = LatLng(shown.lng, shown.lat)
    signs = [LatLng(-shown.lat, shown.lng), LatLng(shown.lat, -shown.lng)]
    if is_on_earth(swapped):
        yield {"kind": "swap", "lat": swapped.lat, "lng": swapped.lng, "share": 0.1}
    for place in signs:
        yield {"kind": "sign", "lat": place.lat, "lng": place.lng, "share": 0.1}
