"""What each part of a recipe is worth: variants fitted alike, compared on the same photos."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from predictor.evaluation.evaluation import System, as_numbers, asked
from predictor.evaluation.locators import photos_of
from predictor.evaluation.questions import Questions, ask
from predictor.evaluation.seam import Locate
from predictor.metrics import compare, measure
from predictor.models import Locator
from predictor.resampling import Estimate

SHOWN: Final = ("country_pct", "median_km", "geoscore")
VIEWS: Final = 4


@dataclass(frozen=True, slots=True)
class Variant:
    """The recipe with one part changed."""

    name: str
    changes: tuple[str, ...]
    views: int = 1


SIDE_TASKS: Final = ("climate", "drives_on", "season", "population")
VARIANTS: Final = (
    Variant("rectangles", ("cells.method=rectangles",)),
    Variant("one-hot", ("labels.smoothing=one_hot",)),
    Variant("untrained-encoder", ("encoder.weights=random:1",)),
    Variant("unrefined", ("refine.method=none",)),
    Variant("nearest", ("refine.method=nearest",)),
    Variant("barycentric", ("refine.method=barycentric",)),
    Variant("no-side-tasks", tuple(f"auxiliary.{task}=0" for task in SIDE_TASKS)),
    Variant("four-views", (f"encoder.views={VIEWS}",), VIEWS),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One variant beside the whole recipe, on the same places."""

    variant: str
    places: int
    found: dict[str, Estimate]
    whole: dict[str, Estimate]  # the recipe as it is
    difference: dict[str, Estimate]  # the variant minus the recipe

    def as_dict(self) -> dict[str, Any]:
        tables = {"found": self.found, "whole": self.whole, "difference": self.difference}
        return {"variant": self.variant, "places": self.places, **as_numbers(tables)}


def rows(
    base: Locator, variants: Iterable[tuple[Variant, Locator]], split: str, locate: Locate
) -> Iterator[Row]:
    photos = list(photos_of(base, split).order_by("id"))
    single = ask(photos)
    whole = answered(single, base, locate)
    for variant, locator in variants:
        if variant.views == 1:
            yield row(variant.name, answered(single, locator, locate), whole, single)
            continue
        several = ask(photos, variant.views)
        # The same places, each seen once: the first of their photos.
        once = ask([place[0] for place in several.places])
        found = answered(several, locator, locate)
        yield row(variant.name, found, answered(once, base, locate), once)


def answered(questions: Questions, locator: Locator, locate: Locate) -> System:
    return next(asked(questions, locator, locate, lambda _: None))


def row(name: str, found: System, whole: System, questions: Questions) -> Row:
    groups = questions.group_N
    return Row(
        name,
        len(questions),
        measure(found.outcome, groups),
        measure(whole.outcome, groups),
        compare(found.outcome, whole.outcome, groups),
    )


def as_markdown(found: Iterable[Row], base: Locator) -> str:
    """Differences whose interval leaves zero out are bold."""
    headings = ("variant", "places", "country %", "median km", "GeoScore")
    differences = ("Δ country %", "Δ median km", "Δ GeoScore")
    lines = [line(*headings, *differences), line(*["---"] * (len(headings) + 3))]
    for number, each in enumerate(found):
        if number == 0:
            lines.append(line(f"{base} as it is", each.places, *figures(each.whole), "", "", ""))
        lines.append(
            line(each.variant, each.places, *figures(each.found), *figures(each.difference, "+"))
        )
    return "\n".join(lines)


def line(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def figures(estimates: dict[str, Estimate], sign: str = "") -> Iterator[str]:
    for metric in SHOWN:
        digits = 1 if metric == "country_pct" else 0
        estimate = estimates.get(metric)
        if estimate is None:  # no truth lies in a known country
            yield "-"
            continue
        value, low, high = (f"{each:{sign}.{digits}f}" for each in estimate)
        text = f"{value} [{low}, {high}]"
        certain = sign and not estimate.low <= 0.0 <= estimate.high
        yield f"**{text}**" if certain else text
