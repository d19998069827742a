"""How well annotators agree with each other and with what is certain, and how fast they are."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import Final

from geoweb.domain.desk.agreement import FLOOR_KM
from geoweb.enums import ProposalState, Verdict
from geoweb.models import Proposal
from geoweb.rating.agreement import alpha
from predictor.geodesy import distance_km
from predictor.models.points import to_latlng

# Whoever went for lunch was not deciding.
LONGEST_MS: Final = 600_000
HOUR_MS: Final = 3_600_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Photos on which both have spoken, without knowing of each other."""

    names: tuple[str, str]
    photos: int
    median_km: float | None  # of those that both placed
    alpha_country: float | None


@dataclass(frozen=True, slots=True)
class Annotator:
    name: str
    proposals: int
    accepted: int
    rejected: int
    checks: int
    checks_right: int
    seconded: int  # photos that another has spoken on too
    median_km: float | None
    alpha_country: float | None
    per_hour: float | None


@dataclass(frozen=True, slots=True)
class Statistics:
    annotators: tuple[Annotator, ...]
    pairs: tuple[Pair, ...]
    alpha_country: float | None  # of all together


def statistics() -> Statistics:
    """Of all proposals that were not taken back; three queries, however many there are."""
    found = Proposal.objects.exclude(state=ProposalState.WITHDRAWN).defer("why")
    rows = list(found.select_related("annotator", "region", "photo").order_by("pk"))
    real = [each for each in rows if not each.is_check]
    by_photo = shared(real)
    return Statistics(
        tuple(annotator(name, own, by_photo) for name, own in grouped(rows).items()),
        tuple(pairs_of(by_photo)),
        alpha_of(by_photo),
    )


def shared(proposals: Iterable[Proposal]) -> list[list[Proposal]]:
    """Proposals photo by photo, where at least two have spoken: of each, the latest."""
    photos: dict[int, dict[int, Proposal]] = defaultdict(dict)
    for each in proposals:
        photos[each.photo_id][each.annotator_id] = each
    return [list(said.values()) for said in photos.values() if len(said) >= 2]


def grouped(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    names: dict[str, list[Proposal]] = defaultdict(list)
    for each in proposals:
        names[each.annotator.get_username()].append(each)
    return dict(sorted(names.items()))


def annotator(name: str, own: Sequence[Proposal], by_photo: list[list[Proposal]]) -> Annotator:
    pk = own[0].annotator_id
    both = [said for said in by_photo if pk in {each.annotator_id for each in said}]
    checks = [each for each in own if each.is_check]
    distances = distances_km(
        pair
        for said in both
        for pair in combinations(said, 2)
        if pk in {each.annotator_id for each in pair}
    )
    states = [each.state for each in own if not each.is_check]
    return Annotator(
        name=name,
        proposals=len(states),
        accepted=states.count(ProposalState.ACCEPTED),
        rejected=states.count(ProposalState.REJECTED),
        checks=len(checks),
        checks_right=sum(map(is_right, checks)),
        seconded=len(both),
        median_km=median(distances) if distances else None,
        alpha_country=alpha_of(both),
        per_hour=per_hour(own),
    )


def pairs_of(by_photo: list[list[Proposal]]) -> Iterable[Pair]:
    together: dict[tuple[str, str], list[list[Proposal]]] = defaultdict(list)
    for said in by_photo:
        for pair in combinations(sorted(said, key=lambda each: each.annotator.username), 2):
            together[pair[0].annotator.username, pair[1].annotator.username].append(list(pair))
    for names, both in sorted(together.items()):
        found = distances_km((one, other) for one, other in both)
        yield Pair(names, len(both), median(found) if found else None, alpha_of(both))


def distances_km(pairs: Iterable[tuple[Proposal, Proposal]]) -> list[float]:
    """Of those that both placed."""
    return [
        distance_km(to_latlng(one.point), to_latlng(other.point))
        for one, other in pairs
        if one.point and other.point
    ]


def alpha_of(by_photo: Iterable[Sequence[Proposal]]) -> float | None:
    return alpha([[country(each) for each in said] for said in by_photo])


def country(proposal: Proposal) -> Hashable:
    """That nobody can tell is a judgement too; out at sea is no country."""
    if proposal.verdict == Verdict.NOWHERE:
        return "nowhere"
    return proposal.region.country_code if proposal.region else "sea"


def is_right(check: Proposal) -> bool:
    """Within what was claimed, as far as a hand on a map can be."""
    if check.point is None or check.photo.point is None:
        return False
    apart = distance_km(to_latlng(check.point), to_latlng(check.photo.point))
    return apart <= max(check.precision_km, FLOOR_KM)


def per_hour(own: Sequence[Proposal]) -> float | None:
    took = [min(each.took_ms, LONGEST_MS) for each in own if each.took_ms is not None]
    return len(took) * HOUR_MS / max(sum(took), 1) if took else None
