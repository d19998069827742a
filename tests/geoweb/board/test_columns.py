"""Every column of the board, beside the slow and obvious way to work it out."""

import math
from collections import defaultdict
from statistics import median

import numpy as np
import pytest
from scipy.stats import t as students

from geoweb.domain.baseline import chance_points
from geoweb.domain.board import refresh
from geoweb.domain.board_rows import FARTHEST_KM
from geoweb.domain.opponents import chance_guess
from geoweb.enums import PlayerKind
from geoweb.models import Pairing, PhotoDifficulty, Player, Result, Scope, Standing
from geoweb.rating.paired import paired_difference
from geoweb.rating.strength import fit, ranks
from predictor.geodesy import distance_km, haversine_km
from predictor.medians import spherical_median
from predictor.models.points import to_latlng
from tests.geoweb.board.league import NOON, add_guess, add_league, days_ago, near
from tests.geoweb.dealt import add_account

pytestmark = pytest.mark.django_db
TODAY = NOON.replace(hour=0)


@pytest.fixture
def league():
    people, cards = add_league(players=7, photos=30, each=25)
    refresh()
    return people, cards


def scopes_of(result):
    """By hand: all time, its day, its places once the day is over, its pack."""
    codes = ["all"]
    region = result.photo.region
    is_settled = result.at < TODAY or result.player.kind != PlayerKind.HUMAN
    if is_settled:
        codes += [f"country-{region.country_code}", CONTINENT[region.country_code]]
    if result.player.kind == PlayerKind.HUMAN:
        codes.append(f"day-{result.at:%Y-%m-%d}")
        pack = result.guess.round.game.deck.pack
        codes += [f"pack-{pack}"] if pack else []
    return codes


CONTINENT = {"FR": "continent-EU", "ZA": "continent-AF"}


def slow_members():
    """Results by scope and player."""
    found, played = defaultdict(list), defaultdict(set)
    results = Result.objects.select_related(
        "player", "photo__region", "guess__round__game__deck"
    ).order_by("photo")
    for result in results:
        for code in scopes_of(result):
            found[code, result.player].append(result)
            if result.player.kind == PlayerKind.HUMAN:
                played[code].add(result.photo_id)
    for result in results:
        for code, photos in played.items():
            if result.photo_id in photos and plays_there(result.player.kind, code):
                found[code, result.player].append(result)
    return {key: rows for key, rows in found.items() if is_listed(*key, rows)}


def plays_there(kind, code):
    if code.startswith("day-"):
        return kind in {"model", "baseline"}
    return code.startswith("pack-") and kind != "human"


def is_listed(code, player, rows):
    return player.kind != "human" or code == "all" or code.startswith("day-") or len(rows) >= 5


def test_standings_equal_counting_by_hand(league):
    members = slow_members()

    assert {(each.scope.code, each.player) for each in standings()} == set(members)
    for standing in standings():
        rows = members[standing.scope.code, standing.player]
        far = [FARTHEST_KM if row.distance_km is None else row.distance_km for row in rows]
        games = {row.guess.round.game_id for row in rows if row.guess}
        assert (standing.photos, standing.games) == (len(rows), len(games))
        assert standing.mean_points == pytest.approx(np.mean([row.score for row in rows]))
        assert standing.median_km == pytest.approx(median(far))
        for km in (25, 200, 750):
            share = sum(each <= km for each in far) / len(far)
            assert getattr(standing, f"within_{km}") == pytest.approx(share)
        assert standing.is_provisional == (len(rows) < 30)  # the model guessed every photo


def standings():
    return Standing.objects.select_related("scope", "player")


def test_pairings_equal_counting_by_hand(league):
    members = slow_members()
    model = Player.objects.get(kind=PlayerKind.MODEL)
    models = dict(Result.objects.filter(player=model).values_list("photo", "score"))
    found = Pairing.objects.exclude(player=None).select_related("scope", "player")

    assert {(each.scope.code, each.player) for each in found} == {
        key for key in members if key[1] != model
    }
    for pairing in found:
        rows = members[pairing.scope.code, pairing.player]
        differences = [row.score - models[row.photo_id] for row in rows]
        assert pairing.photos == len(differences)
        assert pairing.mean_difference == pytest.approx(np.mean(differences))
        assert pairing.wins == sum(each > 0 for each in differences)
        assert pairing.ties == sum(each == 0 for each in differences)
        assert pairing.losses == sum(each < 0 for each in differences)
        assert_interval(pairing, differences)


def assert_interval(pairing, differences):
    n = len(differences)
    if n < 2:
        assert (pairing.low, pairing.high) == (None, None)
        return
    half = students.ppf(0.975, n - 1) * np.std(differences, ddof=1) / math.sqrt(n)
    assert pairing.high - pairing.mean_difference == pytest.approx(half, rel=1e-6)
    assert pairing.mean_difference - pairing.low == pytest.approx(half, rel=1e-6)


def test_strengths_ranks_and_difficulties_equal_one_fit(league):
    for scope in Scope.objects.all():
        members = {key: rows for key, rows in slow_members().items() if key[0] == scope.code}
        players = sorted(player.pk for _, player in members)
        rows = [row for each in members.values() for row in each]
        photos = sorted({row.photo_id for row in rows})
        found = fit(
            np.array([row.score / 5000 for row in rows]),
            np.array([players.index(row.player_id) for row in rows]),
            np.array([photos.index(row.photo_id) for row in rows]),
        )
        assert_fit(scope, players, found)
        if scope.code == "all":
            known = dict(PhotoDifficulty.objects.values_list("photo", "difficulty"))
            assert [known[photo] for photo in photos] == pytest.approx(
                found.difficulty_F.tolist(), abs=2e-4
            )


def assert_fit(scope, players, found):
    ranked = ranks(found)
    for number, player in enumerate(players):
        standing = Standing.objects.get(scope=scope, player=player)
        assert standing.strength == pytest.approx(found.strength_P[number], abs=2e-4)
        assert standing.strength_error == pytest.approx(found.error_P[number], abs=2e-4)
        assert standing.best_rank == ranked.best_P[number]
        assert standing.worst_rank == ranked.worst_P[number]


def test_the_headline_equals_the_paired_difference_of_all_people(league):
    model = Player.objects.get(kind=PlayerKind.MODEL)
    models = dict(Result.objects.filter(player=model).values_list("photo", "score"))
    people = Result.objects.filter(player__kind=PlayerKind.HUMAN).order_by("player", "photo")
    rows = list(people.values_list("score", "player", "photo"))
    wanted = paired_difference(
        np.array([float(score - models[photo]) for score, _, photo in rows]),
        np.array([player for _, player, _ in rows]),
        np.array([photo for *_, photo in rows]),
    )

    found = Pairing.objects.get(player=None, scope__code="all")

    assert (found.photos, found.wins, found.losses) == (wanted.count, wanted.wins, wanted.losses)
    assert found.mean_difference == pytest.approx(wanted.mean)
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))


def test_the_crowd_is_the_median_of_what_counted_before_today(league):
    _, cards = league
    crowd = Result.objects.filter(player__kind=PlayerKind.CROWD)

    for photo in cards:
        pins = [
            to_latlng(row.guess.point)
            for row in Result.objects.filter(photo=photo, guess__point__isnull=False, at__lt=TODAY)
        ]
        if len(pins) < 5:
            assert not crowd.filter(photo=photo).exists()
            continue
        wanted = distance_km(spherical_median(pins), to_latlng(photo.point))
        spread = float(haversine_km(spherical_median(pins), pins).mean())
        assert crowd.get(photo=photo).distance_km == pytest.approx(wanted, abs=0.02 * spread + 0.1)


def test_chance_points_where_a_round_shows_it(league):
    _, cards = league

    found = chance_points(cards)

    for photo, point in zip(cards, found, strict=True):
        assert chance_guess(photo).point == pytest.approx(tuple(point))


def test_equal_points_are_ties():
    _, cards = add_league(players=1, photos=6, each=0)
    player = add_account("twin")
    model = cards[0].predictions.get()
    for photo in cards:
        pin = to_latlng(photo.predictions.get(locator=model.locator).point)
        add_guess(player, photo, pin)
    refresh()

    pairing = Pairing.objects.get(scope__code="all", player=player)
    assert (pairing.wins, pairing.ties, pairing.losses) == (0, 6, 0)
    assert (pairing.mean_difference, pairing.low, pairing.high) == (0, 0, 0)


def test_a_row_is_provisional_until_thirty_shared_photos():
    _, cards = add_league(players=0, photos=30, each=0)
    player = add_account("steady")
    for photo in cards[:29]:
        add_guess(player, photo, near(photo, 50))
    refresh()
    assert Standing.objects.get(scope__code="all", player=player).is_provisional

    add_guess(player, cards[29], near(cards[29], 50))
    refresh()

    assert not Standing.objects.get(scope__code="all", player=player).is_provisional


def test_regions_hear_of_a_guess_only_when_its_day_is_over():
    """Else a stranger could see in which country a photo of today's deck lies."""
    _, cards = add_league(players=0, photos=12, each=0)
    player = add_account("today")
    for photo in cards:
        add_guess(player, photo, near(photo, 50), at=days_ago(0))
    refresh()

    codes = Standing.objects.filter(player=player).values_list("scope__code", flat=True)
    assert set(codes) == {"all", f"day-{NOON:%Y-%m-%d}"}
