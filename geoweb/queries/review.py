"""Reads of reviews: which there are, their rows, and the photos of one region."""

from typing import Any, Final

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from geoweb.enums import Aspect, Figure
from geoweb.models import Chart, Review, Summary
from predictor.models import Locator, Photo, Split

# A region's outline is large: what a table needs of it is its name.
OF_REGION: Final = ("region__name", "region__code", "region__country_code")
OF_ROW: Final = (
    *("id", "aspect", "value", "photos", "groups", "effective", "is_small"),
    *("figures", "lows", "highs", "shrunk"),
)


def reviewed_locators() -> QuerySet[Locator]:
    """The newest version of each name first."""
    found = Locator.objects.filter(reviews__isnull=False).distinct()
    return found.order_by("name", "-version")


def reviews_of(locator: Locator) -> QuerySet[Review]:
    found = Review.objects.filter(locator=locator).select_related("locator", "previous")
    return found.order_by("dataset", "-version")


def trend(review: Review) -> QuerySet[Review]:
    """The same photos by name, over all versions of the locator."""
    found = Review.objects.filter(locator__name=review.locator.name, dataset=review.dataset)
    return found.select_related("locator").order_by("locator__version", "version")


def summaries(review: Review, aspect: str, sort: str = "-photos") -> QuerySet[Summary]:
    found = Summary.objects.filter(review=review, aspect=aspect).select_related("region")
    return found.only(*OF_ROW, *OF_REGION).order_by(order(sort), "value")


def order(sort: str) -> OrderBy:
    name = sort.removeprefix("-")
    columns = {"photos": "photos", "name": "region__name"}
    column = F(columns[name] if name in columns else f"figures__{Figure.values.index(name)}")
    if sort.startswith("-"):
        return OrderBy(column, descending=True, nulls_last=True)
    return OrderBy(column, nulls_last=True)


def summary_of(review: Review, code: str) -> Summary | None:
    """A country, or a province where no country is called so."""
    found = Summary.objects.filter(
        review=review, aspect__in=[Aspect.COUNTRY, Aspect.PROVINCE], value=code
    )
    return found.select_related("region").only(*OF_ROW, *OF_REGION).order_by("aspect").first()


def shades(review: Review, aspect: str, figure: str) -> QuerySet[Any, tuple[Any, ...]]:
    """Code, drawn figure, photos, and how many independent ones they are worth."""
    number = Figure.values.index(figure)
    found = Summary.objects.filter(review=review, aspect=aspect)
    return found.order_by("value").values_list("value", f"shrunk__{number}", "photos", "effective")


def chart_of(review: Review, kind: str) -> Any:
    return Chart.objects.filter(review=review, kind=kind).values_list("data", flat=True).first()


def region_trend(review: Review, aspect: str, code: str) -> QuerySet[Summary]:
    """The same region in every version of the locator."""
    found = Summary.objects.filter(review__in=trend(review), aspect=aspect, value=code)
    return (
        found.select_related("review__locator")
        .only(*OF_ROW, "review__version", "review__locator__name", "review__locator__version")
        .order_by("review__locator__version", "review__version")
    )


def reviewed_photos() -> QuerySet[Photo]:
    """Test photos with a picture: what the gallery of worst errors shows."""
    return (
        Photo.objects.filter(split=Split.TEST, outcomes__isnull=False).exclude(file="").distinct()
    )


def slices(review: Review) -> QuerySet[Summary]:
    """Scene, season, drive, dataset: what is no place."""
    places = [Aspect.WORLD, Aspect.COUNTRY, Aspect.PROVINCE]
    found = Summary.objects.filter(review=review).exclude(aspect__in=places)
    return found.select_related("region").only(*OF_ROW, *OF_REGION).order_by("aspect", "-photos")
