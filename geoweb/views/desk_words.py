"""What the pages of the label desk have in common: addresses, tabs, opinions in words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from geoweb.domain.desk.rights import is_reviewer
from geoweb.enums import Verdict
from geoweb.forms.desk import WishForm
from geoweb.models import Proposal, User
from predictor.geodesy import LatLng
from predictor.models import Photo, Region
from predictor.models.points import to_latlng


def query_of(form: WishForm, *, without: str = "", **others: object) -> str:
    """Of an address that keeps the wish."""
    said = {name: value for name, value in form.cleaned_data.items() if name != without}
    kept = {name: value for name, value in (said | others).items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def photo_address(photo: Photo, form: WishForm) -> str:
    return reverse("desk-photo", args=[photo.public_id]) + query_of(form)


def about_desk(user: User, name: str) -> dict[str, Any]:
    """The pages that this user may open; `name` is the one shown."""
    pages = [("desk", _("Queue")), ("desk-second", _("Second opinions"))]
    reviewing = [("desk-disagreements", _("Disagreements"))]
    last = [("desk-annotators", _("Annotators"))]
    can_review = is_reviewer(user)
    shown = [*pages, *(reviewing if can_review else []), ("desk-history", _("History"))]
    return {
        "tabs": [
            {"url": reverse(tab), "name": words, "is_here": tab == name}
            for tab, words in [*shown, *(last if can_review else [])]
        ],
        "can_review": can_review,
    }


def opinion_row(said: Proposal) -> dict[str, Any]:
    return {"said": said, "words": opinion_in_words(said), "latlng": latlng_of(said)}


def latlng_of(said: Proposal) -> LatLng | None:
    return to_latlng(said.point) if said.point else None


def opinion_in_words(said: Proposal) -> str:
    """What it says, with the region it means."""
    region = names_of(said.region)
    words = str(Verdict(said.verdict).label)
    return f"{words}: {region}" if region and said.verdict != Verdict.KEEP else words


def names_of(region: Region | None) -> str:
    if region is None:
        return ""
    names = [region.name, region.parent.name if region.parent else ""]
    return ", ".join(name for name in names if name)
