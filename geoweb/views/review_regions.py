"""The page of one region: how right the locator is there, and what to do next."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from geoweb.domain.desk.photos import note_looks
from geoweb.domain.review_region import (
    BINS,
    BINS_A_DECADE,
    Destination,
    Place,
    destinations,
    histogram,
    people_against,
    region_data,
    worst,
)
from geoweb.enums import Aspect
from geoweb.models import Outcome, Summary, User
from geoweb.queries.review import region_trend, summary_of
from geoweb.views.plots import Plot, Series
from geoweb.views.review import frame_of
from geoweb.views.review_choice import Choice, chosen
from geoweb.views.review_words import row_of
from geoweb.views.reviewers import for_reviewers
from predictor.models.points import to_point

MOST_LINES = 15


@for_reviewers
def region(request: HttpRequest, locator: str, code: str) -> HttpResponse:
    choice = chosen(request, locator)
    summary = summary_of(choice.review, code)
    if summary is None or summary.region_id is None:
        raise Http404(f"No test photos in {code!r}.")
    place = Place(choice.review, Aspect(summary.aspect), summary.region_id)
    gallery = worst(place)
    assert isinstance(request.user, User)  # noqa: S101 - only such come here
    note_looks(request.user, [each.photo.pk for each in gallery])
    shown = frame_of(choice) | page_of_region(choice, place, summary)
    return render(request, "review/region.html", shown | {"worst": cards(gallery)})


def page_of_region(choice: Choice, place: Place, summary: Summary) -> dict[str, Any]:
    sent = destinations(place)
    row, people = row_of(summary), people_against(place)
    return {
        "row": row,
        "heading": row.name,
        "view": "region",
        "histogram": histogram_plot(place),
        "sent": [{"to": each, "is_own": each.region == place.region} for each in sent],
        "flow": flow(place, sent),
        "people": people if people.count else None,
        "people_sure": people.low == people.low,
        "data": region_data(place),
        "trend": trend_plot(choice, summary),
    }


def histogram_plot(place: Place) -> Plot:
    answers, guesses = histogram(place)
    series = [Series(_("Locator"), answers)]
    if any(guesses):
        series.append(Series(_("People"), guesses))
    return Plot(
        "distances",
        _("How far off"),
        _("km, four bins a decade"),
        _("photos"),
        [bin_name(number) for number in range(BINS)],
        series,
        kind="bar",
        digits=0,
    )


def bin_name(number: int) -> str:
    if number == 0:
        return "< 1"
    low, high = (10 ** ((number - 1 + step) / BINS_A_DECADE) for step in (0, 1))
    digits = 0 if low > 10 else 1
    ends = [number_format(round(end, digits), digits, force_grouping=True) for end in (low, high)]
    return "\N{EN DASH}".join(ends)


def flow(place: Place, sent: list[Destination]) -> dict[str, Any]:
    """Lines to where photos were wrongly placed, as wide as they are many."""
    wrong = [each for each in sent if each.region not in (None, place.region) and each.middle]
    most = max((each.photos for each in wrong), default=1)
    return {
        "lines": [
            {
                "from": lnglat(each.from_middle),
                "to": lnglat(each.middle),
                "name": each.name,
                "photos": each.photos,
                "share": each.photos / most,
            }
            for each in wrong[:MOST_LINES]
        ]
    }


def lnglat(latlng: Any) -> list[float]:
    return list(to_point(latlng).coords)


def trend_plot(choice: Choice, summary: Summary) -> Plot:
    found = list(region_trend(choice.review, summary.aspect, summary.value))
    return Plot(
        "trend",
        _("Over the versions of the locator"),
        _("version"),
        _("median km"),
        [f"{each.review.locator} · v{each.review.version}" for each in found],
        [
            Series(_("median km"), [each.figures[0] for each in found]),
            Series(_("low"), [each.lows[0] for each in found], is_dashed=True),
            Series(_("high"), [each.highs[0] for each in found], is_dashed=True),
        ],
    )


def cards(gallery: list[Outcome]) -> list[dict[str, Any]]:
    return [{"outcome": each, "desk": desk_address(each)} for each in gallery]


def desk_address(outcome: Outcome) -> str:
    """Of the photo in the label desk, where this site has one."""
    try:
        return reverse("desk-photo", args=[outcome.photo.public_id])
    except NoReverseMatch:
        return ""
