"""Which review an address means, and which others could be looked at instead."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from geoweb.domain.review_sets import main_review
from geoweb.forms.review import ReviewForm
from geoweb.models import Review
from geoweb.queries.review import reviewed_locators, reviews_of
from predictor.evaluation.locators import title
from predictor.models import Locator


@dataclass(frozen=True, slots=True)
class Choice:
    review: Review
    asked: dict[str, Any]
    reviews: list[Review]  # of the same locator

    @property
    def title(self) -> str:
        return title(self.review.locator)

    @property
    def same(self) -> dict[str, Any]:
        """What addresses of other pages about the same photos say."""
        return {"dataset": self.review.dataset, "version": self.review.version}


def choose(request: HttpRequest, name: str = "") -> Choice | None:
    """None while nothing was reviewed at all; what does not exist is not found."""
    form = ReviewForm(request.GET)
    if not form.is_valid():
        raise Http404(form.errors.as_text())
    asked = form.cleaned_data
    locator = find(name or asked["locator"])
    if locator is None:
        return None
    reviews = list(reviews_of(locator))
    review = picked(reviews, asked, locator, was_named="dataset" in request.GET)
    return Choice(review, asked | {"locator": title(locator)}, reviews)


def chosen(request: HttpRequest, name: str) -> Choice:
    found = choose(request, name)
    if found is None:
        raise Http404("Nothing was reviewed yet.")
    return found


def find(name: str) -> Locator | None:
    locators = list(reviewed_locators().defer("config", "metrics"))
    if name:
        for each in locators:
            if title(each) == name:
                return each
        raise Http404(f"No review of {name!r}.")
    published = [each for each in locators if each.state == Locator.State.PUBLISHED]
    return next(iter(published + locators), None)


def picked(
    reviews: list[Review], asked: dict[str, Any], locator: Locator, *, was_named: bool
) -> Review:
    """The newest version of the dataset named; without a name what `evaluate` measures."""
    if not was_named and not asked["version"]:
        main = main_review(locator)
        return next(each for each in reviews if main and each.pk == main.pk)
    for review in reviews:
        if review.dataset == asked["dataset"] and asked["version"] in (None, review.version):
            return review
    raise Http404(f"No review of {asked['dataset']!r}, version {asked['version']}.")
