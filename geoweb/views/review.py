"""The dashboard of a locator: its figures, the map, and the table of all regions."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from geoweb.domain.review_refresh import last_refresh
from geoweb.enums import Aspect, Figure, ReviewChart
from geoweb.forms.review import BY
from geoweb.models import Summary
from geoweb.paging import page_of
from geoweb.queries.board import model_headline
from geoweb.queries.review import reviewed_locators, shades, summaries
from geoweb.views.review_choice import Choice, choose, chosen
from geoweb.views.review_words import (
    difference_cells,
    heading,
    headings,
    headline_cells,
    query,
    row_of,
)
from geoweb.views.reviewers import for_reviewers
from predictor.evaluation.locators import title

ROWS = 50
VIEWS = list(ReviewChart)
CSV_COLUMNS = ("code", "name", "country", "photos", "groups", "effective_photos", "is_small")


@for_reviewers
def dashboard(request: HttpRequest) -> HttpResponse:
    choice = choose(request)
    if choice is None:
        return render(request, "review/empty.html", {"refresh": last_refresh()})
    shown = frame_of(choice) | headline_of(choice) | table_of(choice)
    return render(request, "review/dashboard.html", shown)


def frame_of(choice: Choice) -> dict[str, Any]:
    """What stands around every page of a review."""
    return {
        "review": choice.review,
        "title": choice.title,
        "asked": choice.asked,
        "same": query(choice.same) + ("" if choice.review.dataset else "&dataset="),
        "locators": [title(each) for each in reviewed_locators().defer("config", "metrics")],
        "reviews": choice.reviews,
        "views": VIEWS,
        "bys": BY,
        "metrics": Figure.choices,
        "refresh": last_refresh(),
    }


def headline_of(choice: Choice) -> dict[str, Any]:
    review = choice.review
    return {
        "headline": headline_cells(review.headline),
        "differences": difference_cells(review.paired),
        "previous": title(review.previous) if review.previous else "",
        "people": model_headline(review.locator),
    }


def table_of(choice: Choice) -> dict[str, Any]:
    asked = choice.asked
    page = page_of(summaries(choice.review, asked["by"], asked["sort"]), asked["page"], ROWS)
    world = Summary.objects.filter(review=choice.review, aspect=Aspect.WORLD).first()
    own = asked | choice.same
    return {
        "page": page,
        "rows": [row_of(each) for each in page.rows],
        "world": row_of(world, _("All photos")) if world else None,
        "headings": headings(own),
        "name_heading": heading(own, "name"),
        "photos_heading": heading(own, "photos"),
        "before": query(own, page=page.number - 1),
        "after": query(own, page=page.next_number or 1),
        "map_query": query({"by": asked["by"], "metric": asked["metric"], **choice.same}),
    }


@for_reviewers
def map_data(request: HttpRequest, locator: str) -> JsonResponse:
    """By code: the drawn figure, photos, and what they are worth as independent ones."""
    choice = chosen(request, locator)
    by, metric = choice.asked["by"], choice.asked["metric"]
    levels = {Aspect.COUNTRY: "countries", Aspect.PROVINCE: "provinces"}
    wanted = [Aspect.COUNTRY] if by == Aspect.COUNTRY else list(levels)
    found = {
        levels[aspect]: {
            code: [None if value is None else round(value, 2), photos, round(worth, 1)]
            for code, value, photos, worth in shades(choice.review, aspect, metric)
        }
        for aspect in wanted
    }
    return JsonResponse({"metric": metric, **found})


@for_reviewers
def table_csv(request: HttpRequest, locator: str) -> HttpResponse:
    choice = chosen(request, locator)
    by = choice.asked["by"]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{choice.title}-{choice.review.dataset or 'all'}-v{choice.review.version}-{by}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name.replace(":", "-")}"'
    writer = csv.writer(response)
    writer.writerow([*CSV_COLUMNS, *figure_columns()])
    writer.writerows(csv_row(each) for each in summaries(choice.review, by, choice.asked["sort"]))
    return response


def figure_columns() -> Iterator[str]:
    for figure in Figure.values:
        yield from (figure, f"{figure}_low", f"{figure}_high", f"{figure}_shrunk")


def csv_row(row: Summary) -> list[object]:
    region = row.region
    known = [region.name, region.country_code] if region else [row.value, ""]
    columns = zip(row.figures, row.lows, row.highs, row.shrunk, strict=True)
    return [
        *(row.value, *map(plain, known), row.photos, row.groups, round(row.effective, 2)),
        int(row.is_small),
        *("" if each is None else round(each, 4) for values in columns for each in values),
    ]


def plain(text: str) -> str:
    """A name that begins like a formula is none for a spreadsheet."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
