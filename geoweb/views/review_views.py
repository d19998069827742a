"""Views of the whole set: each a chart with its table."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from geoweb.enums import Figure, ReviewChart
from geoweb.queries.review import chart_of, slices
from geoweb.views import review_plots
from geoweb.views.review import frame_of
from geoweb.views.review_choice import chosen
from geoweb.views.review_words import row_of
from geoweb.views.reviewers import for_reviewers

PLOTS: Final[dict[ReviewChart, Callable[[Any], Any]]] = {
    ReviewChart.CALIBRATION: review_plots.calibration,
    ReviewChart.COVERAGE: review_plots.coverage,
    ReviewChart.BALANCE: review_plots.balance,
    ReviewChart.DRIFT: review_plots.drift,
}


@for_reviewers
def view(request: HttpRequest, locator: str, view: str) -> HttpResponse:
    choice = chosen(request, locator)
    if view not in ReviewChart.values:
        raise Http404(f"There is no view {view!r}.")
    kind = ReviewChart(view)
    shown = frame_of(choice) | {"view": view, "heading": kind.label}
    if kind == ReviewChart.SLICES:
        rows = [row_of(each) for each in slices(choice.review)]
        tables = review_plots.by_aspect(rows)
        return render(request, "review/slices.html", shown | {"tables": tables, "figures": Figure})
    data = chart_of(choice.review, kind) or []
    if kind == ReviewChart.CONFUSION:
        squares = {"plot": review_plots.confusion(data)}
        return render(request, "review/confusion.html", shown | squares)
    return render(request, "review/view.html", shown | {"plots": PLOTS[kind](data)})
