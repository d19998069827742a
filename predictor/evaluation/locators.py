"""Which locator is meant by a name, and which photos it was fitted from."""

from django.db.models import QuerySet

from predictor import recipe_photos
from predictor.config import Photos
from predictor.errors import HomingError
from predictor.models import Locator, Photo


class EvaluationError(HomingError):
    """There is nothing to evaluate, or nothing to evaluate it on."""


def find_locator(name: str, version: int | None = None) -> Locator:
    """The published one unless a version is named."""
    named = Locator.objects.filter(name=name)
    wanted = {"state": Locator.State.PUBLISHED} if version is None else {"version": version}
    found = named.filter(**wanted).select_related("cell_set").first()
    if found is not None:
        return found
    known = ", ".join(f"{name}:{each.version} ({each.state})" for each in named.order_by("version"))
    if known:
        missing = "published version" if version is None else f"version {version}"
        raise EvaluationError(f"{name} has no {missing}, only {known}. Name one of them.")
    raise EvaluationError(f"There is no locator {name}. Fit it: manage.py fit {name}")


def parse_name(text: str) -> tuple[str, int | None]:
    """NAME or NAME:VERSION."""
    name, colon, version = text.partition(":")
    if not name or (colon and not version.isdecimal()):
        raise EvaluationError(f"{text!r} is no locator: give NAME or NAME:VERSION.")
    return name, int(version) if colon else None


def title(locator: Locator) -> str:
    return f"{locator.name}:{locator.version}"


def photos_of(locator: Locator, split: str) -> QuerySet[Photo]:
    """Those its recipe speaks of."""
    said = locator.config.get("photos", {})
    return recipe_photos.photos_of(
        Photos(tuple(said.get("datasets", ())), said.get("min_trust", 0.0)), [split]
    )
