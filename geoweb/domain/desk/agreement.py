"""When two opinions are one: near each other, or in the same region, or both that nobody knows."""

from dataclasses import dataclass
from typing import Final

from geoweb.enums import Verdict
from geoweb.models import Proposal
from predictor.geodesy import LatLng, distance_km
from predictor.models import Region
from predictor.models.points import to_latlng

# A hand on a map of a town is no steadier, whatever precision it claims.
FLOOR_KM: Final = 2.0
MOST_KM: Final = 500.0  # who claims no more than that names a region


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person said; regions by their ids, the deepest first."""

    verdict: Verdict
    place: LatLng | None = None
    regions: tuple[int, ...] = ()
    precision_km: float = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the label: it stays, moves, names a region only, or goes."""

    verdict: Verdict
    place: LatLng | None = None
    region_id: int | None = None


def opinion_of(proposal: Proposal) -> Opinion:
    return Opinion(
        verdict=Verdict(proposal.verdict),
        place=to_latlng(proposal.point) if proposal.point else None,
        regions=tuple(region.pk for region in with_parents(proposal.region)),
        precision_km=proposal.precision_km,
    )


def with_parents(region: Region | None) -> list[Region]:
    """The deepest first."""
    found = []
    while region is not None:
        found.append(region)
        region = region.parent
    return found


def agreed(first: Opinion, second: Opinion) -> Outcome | None:
    """None: they disagree. The same whoever spoke first."""
    if Verdict.NOWHERE in (first.verdict, second.verdict):
        return Outcome(Verdict.NOWHERE) if first.verdict == second.verdict else None
    if first.place is not None and second.place is not None:
        return agreed_place(first, second)
    common = [region for region in first.regions if region in second.regions]
    return Outcome(Verdict.REGION, region_id=common[0]) if common else None


def agreed_place(first: Opinion, second: Opinion) -> Outcome | None:
    """Of two places near each other the one that claims more; the label's own before any."""
    assert first.place is not None  # noqa: S101 - whoever calls has looked
    assert second.place is not None  # noqa: S101
    within_km = max(first.precision_km, second.precision_km, FLOOR_KM)
    if distance_km(first.place, second.place) > within_km:
        return None
    kept = [each for each in (first, second) if each.verdict == Verdict.KEEP]
    sharper = min((first, second), key=lambda each: (each.precision_km, each.place))
    return outcome_of(kept[0] if kept else sharper)


def outcome_of(opinion: Opinion) -> Outcome:
    """As it stands, when a reviewer chooses it."""
    region_id = opinion.regions[0] if opinion.verdict == Verdict.REGION else None
    return Outcome(opinion.verdict, opinion.place, region_id)
