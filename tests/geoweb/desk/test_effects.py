"""What a changed label brings about: all of it or nothing, and twice is the same as once."""

import threading
import time

import pytest
from django.db import connection, transaction

from geoweb.domain.board import refresh
from geoweb.domain.desk.effects import revert
from geoweb.domain.desk.following import follow
from geoweb.domain.desk.refusals import NotTheLatest
from geoweb.domain.playing import guess, serve
from geoweb.domain.reports import report
from geoweb.domain.rescoring import rescore
from geoweb.domain.revealing import reveal
from geoweb.domain.summing import sum_up
from geoweb.enums import FlagReason, GameMode, Unranked, Verdict
from geoweb.models import Flag, Game, Guess, LabelEvent, Result, Round, Suspicion
from predictor.dataset_versions import present_version
from predictor.geodesy import LatLng, distance_km
from predictor.models import Photo, Split, StaleReference
from predictor.models.points import to_latlng, to_point
from tests.album import add_photo
from tests.geoweb.board.league import add_league
from tests.geoweb.board.test_refreshing import board
from tests.geoweb.dealt import add_account, add_playable
from tests.geoweb.desk.at_desk import LILLE, LYON, PARIS, add_square, add_suspect, add_worker, say
from tests.geoweb.sent import add_player

pytestmark = pytest.mark.django_db


def correct(photo, place=None, verdict=None):
    """By two people who agree; what happened."""
    for name in ("one", "two"):
        user = add_worker(f"{name} {LabelEvent.objects.count()} {photo.pk}")
        say(photo, user, place, verdict)
    return LabelEvent.objects.filter(photo=photo).order_by("-created_at").first()


def now(photo):
    found = Photo.objects.get(pk=photo.pk)
    point = to_latlng(found.point) if found.point else None
    return point, found.split, found.region_id, found.label_trust


def test_region_version_history_and_suspicion_follow():
    france, flanders = add_square("FR", "France", LYON), add_square("QF", "North", LILLE)
    photo = add_suspect(region=france)
    event = correct(photo, LILLE)

    assert now(photo) == (LILLE, Split.TRAIN, flanders.pk, 1.0)
    assert (event.region_before, event.region_after) == (france, flanders)
    assert (event.version.number, present_version("album")) == (2, 2)
    assert Suspicion.objects.get().is_stale
    assert StaleReference.objects.get().version == event.version


def test_reports_are_settled_with_the_label():
    wrong, right = add_suspect("wrong"), add_suspect("right")
    for photo in (wrong, right):
        report(photo, add_player(), FlagReason.WRONG_PLACE)
        report(photo, add_player(), FlagReason.PERSON)
    correct(wrong, LILLE), correct(right)

    states = set(Flag.objects.values_list("photo", "reason", "state"))
    assert states == {
        (wrong.pk, "wrong_place", "upheld"), (right.pk, "wrong_place", "dismissed"),
        (wrong.pk, "person", "open"), (right.pk, "person", "open"),
    }  # fmt: skip


# --- Reverting


def test_revert_is_a_change_of_its_own_and_the_same_twice(rita):
    add_square("FR", "France", LYON)
    photo = add_suspect()
    Photo.objects.update(label_trust=0.6)
    before, event = now(photo), correct(photo, LILLE)

    made = revert(event, actor=rita, why="No belfry.")

    assert now(photo)[:2] + now(photo)[3:] == before[:2] + before[3:]
    assert (made.reverts, made.actor, made.why, made.version.number) == (
        event,
        rita,
        "No belfry.",
        3,
    )
    assert revert(event, actor=rita) == made
    assert LabelEvent.objects.count() == 2


def test_only_the_latest_change_is_reverted(rita):
    photo = add_suspect()
    first, _second = correct(photo, LILLE), correct(photo, PARIS)

    with pytest.raises(NotTheLatest):
        revert(first, actor=rita)
    assert now(photo)[0] == PARIS


def test_revert_is_reverted(rita):
    photo = add_suspect()
    undone = revert(correct(photo, LILLE), actor=rita)

    revert(undone, actor=rita)

    assert now(photo)[0] == LILLE


@pytest.mark.parametrize("split", list(Split))
def test_photo_without_a_place_keeps_its_split_for_later(split, rita):
    photo = add_suspect(split=split)
    event = correct(photo, verdict=Verdict.NOWHERE)
    assert now(photo) == (None, None, None, 1.0)

    correct(photo, LILLE)
    assert now(photo)[:2] == (LILLE, split)

    with pytest.raises(NotTheLatest):
        revert(event, actor=rita)


def test_photo_near_one_of_another_split_is_used_for_nothing(rita):
    photo = add_suspect()
    add_photo("tested", LatLng(LILLE.lat + 0.005, LILLE.lng), split=Split.TEST)
    event = correct(photo, LILLE)
    assert (now(photo)[3], event.trust_before, event.trust_after) == (0.0, 1.0, 0.0)

    correct(photo, PARIS)

    assert now(photo)[3] == 1.0


# --- Games


@pytest.fixture
def league():
    _, cards = add_league(players=9, each=24)
    refresh()
    return cards


def numbers():
    return [
        sorted(Guess.objects.values_list("pk", "distance_km", "score", "unranked")),
        sorted(Game.objects.values_list("pk", "points")),
        sorted(Result.objects.values_list("player", "photo", "distance_km", "score")),
    ]


def assert_full_says_the_same():
    """To nine digits: deleted results leave the others in another order, which sums notice."""
    refresh()
    found = rounded(board())
    refresh(full=True)
    assert rounded(board()) == found


def rounded(parts):
    def short(value):
        return round(value, 9) if isinstance(value, float) else value

    return {name: [[short(each) for each in row] for row in rows] for name, rows in parts.items()}


def test_past_rounds_are_measured_anew(league):
    correct(league[0], LatLng(-30.0, 25.0))

    made = Guess.objects.filter(round__photo=league[0], point__isnull=False)
    for each in made:
        assert each.distance_km == distance_km(to_latlng(each.point), LatLng(-30.0, 25.0))
    assert made.exists()
    once = numbers()
    rescore([league[0].pk])
    assert numbers() == once
    assert_full_says_the_same()


def test_revert_brings_every_number_back(league, rita):
    before = numbers()
    event = correct(league[0], LatLng(-30.0, 25.0))
    assert numbers() != before

    revert(event, actor=rita)
    refresh()

    assert numbers() == before


def test_guesses_at_a_photo_without_a_place_do_not_count(league, rita):
    before, photo = numbers(), league[0]
    event = correct(photo, verdict=Verdict.NOWHERE)
    refresh()

    assert not Result.objects.filter(photo=photo).exists()
    aside = Guess.objects.filter(round__photo=photo, unranked=Unranked.UNLOCATED)
    assert aside.exists()
    assert numbers()[1] == before[1]  # points of games stay as they were
    assert_full_says_the_same()

    revert(event, actor=rita)
    refresh()
    assert numbers() == before


def test_round_without_a_place_is_withdrawn_and_left_out():
    photos, player = add_playable(8), add_account()
    game = begun(player)
    played = Round.objects.get(game=game, number=1)
    guess(player, serve(played).public_id, PARIS)
    correct(played.photo, verdict=Verdict.NOWHERE)

    made = Guess.objects.get(round=played)
    assert made.unranked == Unranked.UNLOCATED
    with pytest.raises(Exception, match="withdrawn"):
        reveal(Guess.objects.get(pk=made.pk))
    assert sum_up(game).rounds == ()
    assert len(photos) == 8


def begun(player):
    from geoweb.domain.dealing import deal
    from geoweb.domain.playing import start

    return start(deal(player, mode=GameMode.CLASSIC), player)


def test_who_looked_at_the_desk_is_not_dealt_the_photo_and_plays_unranked():
    photos, player = add_playable(6), add_account()
    seen = photos[0]
    say(seen, player.user, PARIS)
    game = begun(player)
    assert seen.pk not in game.rounds.values_list("photo", flat=True)

    looked_at = Round.objects.get(game=game, number=1)
    say(looked_at.photo, player.user, PARIS)  # while the round waits
    made = guess(player, serve(looked_at).public_id, PARIS).guess

    assert made.unranked == Unranked.SEEN


# --- All or nothing, and what comes after


def test_nothing_is_left_of_a_change_that_fails(monkeypatch):
    photo = add_suspect()
    before = now(photo)

    def fail():
        with transaction.atomic():
            correct(photo, LILLE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert now(photo) == before
    assert not LabelEvent.objects.exists()
    assert not StaleReference.objects.exists()
    assert present_version("album") == 1


def test_following_is_done_once(league):
    correct(league[0], LatLng(-30.0, 25.0))

    assert (follow(), follow()) == (1, 0)
    assert not StaleReference.objects.exists()
    assert_full_says_the_same()


@pytest.mark.django_db(transaction=True)
def test_guess_that_waited_for_the_correction_is_measured_by_the_new_place():
    add_playable(8)
    player = add_account()
    played = Round.objects.get(game=begun(player), number=1)
    serve(played)
    made = []

    def play():
        made.append(guess(player, played.public_id, PARIS).guess)
        connection.close()

    other = threading.Thread(target=play)
    with transaction.atomic():
        rescore_to(played.photo, LILLE)
        other.start()
        time.sleep(0.5)
        assert made == []
    other.join()
    assert made[0].distance_km == pytest.approx(distance_km(PARIS, LILLE))


def rescore_to(photo, place):
    Photo.objects.filter(pk=photo.pk).update(point=to_point(place))
    rescore([photo.pk])
