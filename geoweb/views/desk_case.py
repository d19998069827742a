"""A case in words and on the map."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from geoweb.domain.desk.cases import Case, Hypothesis
from geoweb.domain.desk.named_regions import countries
from geoweb.domain.desk.photos import check_of
from geoweb.domain.desk.rights import is_annotator
from geoweb.domain.suspicion_words import one_in_words
from geoweb.enums import HypothesisKind, ProposalState
from geoweb.forms.desk import SECOND, WishForm
from geoweb.models import LabelEvent, User
from geoweb.queries.desk import label_events, own_proposals
from geoweb.views.desk_words import about_desk, opinion_row, query_of
from predictor.geodesy import LatLng

SHOWN_EVENTS = 10
DECIMALS = 5


def about_case(case: Case, user: User, wish: WishForm) -> dict[str, Any]:
    last = own_proposals(user).first()
    own = own_proposals(user).filter(photo=case.photo, state=ProposalState.OPEN).first()
    return {
        "case": case,
        "query": query_of(wish),
        "can_annotate": is_annotator(user),
        "can_hold": is_annotator(user) and case.held_until is None,
        "now": timezone.now(),
        "claim_s": settings.DESK_CLAIM_S,
        "reasons": list(reasons(case)),
        "hypotheses": [hypothesis(each, wish) for each in case.hypotheses],
        "on_map": on_map(case),
        "events": events_of(case),
        "own": opinion_row(own) if own else None,
        "last": last,
        "countries": countries(),
        "has_regions": True,
        **about_desk(user, "desk-second" if wish.cleaned_data["queue"] == SECOND else "desk"),
    }


def reasons(case: Case) -> Any:
    """With weights as shares of the heaviest."""
    most = max((float(each.get("weight", 0.0)) for each in case.reasons), default=0.0)
    for each in case.reasons:
        text, weight = one_in_words(each), float(each.get("weight", 0.0))
        if text:
            yield {"text": text, "weight": weight, "share": weight / most if most > 0 else 0.0}


def hypothesis(each: Hypothesis, wish: WishForm) -> dict[str, Any]:
    """Its link fills in the place, where there is no script to do that."""
    known = HypothesisKind.values
    lat, lng = (f"{degrees:.{DECIMALS}f}" for degrees in each.place)
    return {
        "at": each,
        "kind": HypothesisKind(each.kind).label if each.kind in known else each.kind,
        "lat": lat,
        "lng": lng,
        "href": query_of(wish, lat=lat, lng=lng),
    }


def on_map(case: Case) -> dict[str, Any]:
    """Numbers only: what is known of the photo stands in the page."""
    return {
        "label": pin(case.label),
        "pins": [{"number": each.number, **pin_of(each.place)} for each in case.hypotheses],
        "regionUrl": reverse("region-at"),
        "claimUrl": reverse("api-desk-claim", args=[case.photo.public_id]),
    }


def pin(place: LatLng | None) -> dict[str, float] | None:
    return pin_of(place) if place else None


def pin_of(place: LatLng) -> dict[str, float]:
    return {"lat": place.lat, "lng": place.lng}


def events_of(case: Case) -> list[LabelEvent]:
    """A check tells nothing of where it really was."""
    if check_of(case.photo):
        return []
    return list(label_events(case.photo)[:SHOWN_EVENTS])
