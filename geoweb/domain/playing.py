"""A game from its first round to its last: the server deals, keeps the clock and counts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geoweb.domain.dealing import NothingToPlay, next_card
from geoweb.domain.origins import origin_of
from geoweb.domain.refusals import Refusal
from geoweb.domain.sealing import put_on, seal
from geoweb.enums import GameMode, Unranked
from geoweb.kept import KeptRead
from geoweb.models import Deck, DeckPhoto, DeskLook, Game, Guess, Player, Round
from geoweb.sql import load
from predictor.geodesy import LatLng, distance_km, is_on_earth, wrap_lng
from predictor.models import Locator, Photo, Prediction, Split
from predictor.models.points import to_latlng, to_point
from predictor.regions import COAST_M, locate_region
from predictor.scoring import SCORE_VERSION, score

GRACE = timedelta(seconds=2)  # a guess that was on its way when time ran out


class NotInTheWorld(Refusal):
    status = 422
    code = "not_in_the_world"
    text = _("This is no place on the globe.")
    remedy = _("Latitude goes from -90 to 90, longitude from -180 to 180.")


class NoSuchRound(Refusal):
    status = 404
    code = "no_such_round"
    text = _("There is no such round in your games.")


class NotServed(Refusal):
    status = 409
    code = "not_served"
    text = _("This round has not begun.")
    remedy = _("Open the round first, and look at its photo.")


class GuessedAlready(Refusal):
    status = 409
    code = "guessed_already"
    text = _("You have guessed this round already, somewhere else.")
    remedy = _("The first guess counts. Go on with the next round.")


class TooLate(Refusal):
    status = 409
    code = "too_late"
    text = _("Time was up before your guess arrived.")
    remedy = _("The round counts as missed. Go on with the next one.")


class Withdrawn(Refusal):
    status = 410
    code = "withdrawn"
    text = _("This photo was withdrawn; the round does not count.")
    remedy = _("Go on with the next round.")


@dataclass(frozen=True, slots=True)
class Guessed:
    guess: Guess
    is_new: bool


# --- Beginning


def start(deck: Deck, player: Player, *, mode: GameMode | None = None, address: str = "") -> Game:
    """One ranked attempt a player and deck, for accounts; who begins again practises."""
    with transaction.atomic():
        hold(player)  # two starts at once
        before = Game.objects.filter(deck=deck, player=player)
        game = Game.objects.create(
            mode=mode or GameMode(deck.mode),
            deck=deck,
            player=player,
            is_ranked=bool(player.user_id) and not before.exists(),
            started_from=origin_of(address),
        )
        cards = deck.cards.order_by("number")
        add_rounds(game, list(cards[:1] if game.mode == GameMode.STREAK else cards))
    return game


def add_rounds(game: Game, cards: Sequence[DeckPhoto]) -> None:
    photos = [card.photo_id for card in cards]
    looks = Round.objects.filter(photo__in=photos, game__player=game.player)
    seen = set(looks.values_list("photo", flat=True)) | looked_at(game.player, photos)
    guessed: dict[int, list[Prediction]] = {photo: [] for photo in photos}
    published = Prediction.objects.filter(locator__state=Locator.State.PUBLISHED)
    for each in published.filter(photo__in=photos).select_related("locator").defer("evidence"):
        guessed[each.photo_id].append(each)
    rounds = [Round(game=game, number=card.number, photo_id=card.photo_id) for card in cards]
    for played in rounds:
        played.is_first_look = played.photo_id not in seen
        put_on(played, seal(guessed[played.photo_id]))
    Round.objects.bulk_create(rounds)


# --- Serving


def current_round(game: Game) -> Round | None:
    """The first without a guess whose photo is still there; None when the game is over."""
    return next((each for each in waiting_rounds(game) if is_playable(each)), None)


def waiting_rounds(game: Game) -> list[Round]:
    rounds = unguessed_rounds.all(game=game.pk, player=game.player_id)
    for each in rounds:
        each.game = game
    return rounds


def not_guessed(game: int, player: int) -> QuerySet[Round]:
    guessed = Guess.objects.filter(round=OuterRef("pk"), player=player)
    waiting = Round.objects.filter(~Exists(guessed), game=game).order_by("number")
    return waiting.select_related("photo").defer("photo__facts")


unguessed_rounds = KeptRead(not_guessed, game=-7_000_001, player=-7_000_002)


def is_playable(played: Round) -> bool:
    return bool(played.photo.file) and played.photo.split == Split.TEST


def serve(played: Round) -> Round:
    """From now on the clock runs. Reloading the page does not set it back."""
    if played.served_at is None:
        now, limit_s = timezone.now(), played.game.deck.time_limit_s
        deadline = now + timedelta(seconds=limit_s) if limit_s else None
        with connection.cursor() as cursor:
            values: dict[str, Any] = {"round": played.pk, "now": now, "deadline": deadline}
            cursor.execute(load("serve_round"), values)
            is_first = cursor.rowcount == 1
        if is_first:
            played.served_at, played.deadline = now, deadline
        else:  # of two at once, the other one was first
            played.refresh_from_db(fields=["served_at", "deadline"])
    return played


# --- Guessing


def guess(player: Player, round_id: uuid.UUID, place: LatLng) -> Guessed:
    """Once a round. The same guess again is the same; after the deadline it is a missed round."""
    if not is_on_earth(LatLng(place.lat, wrap_lng(place.lng))):
        raise NotInTheWorld
    pin = LatLng(place.lat, wrap_lng(place.lng))
    with transaction.atomic():
        played = locked_round(player, round_id)
        about = about_guess(played, player)
        if about.is_made:
            return same_or_refused(played.guesses.get(player=player), pin)
        if played.served_at is None:
            raise NotServed
        if not is_playable(played):
            raise Withdrawn
        now = timezone.now()
        if not is_late(played, now):
            return Guessed(keep(played, about, pin, now), is_new=True)
        keep(played, about, None, now)
    raise TooLate


def hold(player: Player) -> None:
    """Whatever a player does comes one after the other; joining an account, too.

    Always before rounds and games: who locks in one order never waits in a circle.
    """
    if not held_players.all(player=player.pk):
        raise NoSuchRound


held_players = KeptRead(
    lambda player: Player.objects.select_for_update(no_key=True).filter(pk=player),
    player=-7_000_001,
)


@dataclass(frozen=True, slots=True)
class AboutGuess:
    """Asked while the round is locked: who is excluded meanwhile waits, or is seen."""

    is_made: bool
    is_own: bool  # a photo that the player uploaded
    is_excluded: bool
    has_looked: bool  # at the label desk or in a review


def about_guess(played: Round, player: Player) -> AboutGuess:
    values = {"round": played.pk, "photo": played.photo_id, "player": player.pk}
    with connection.cursor() as cursor:
        cursor.execute(load("about_guess"), values)
        return AboutGuess(*cursor.fetchone())


def locked_round(player: Player, round_id: uuid.UUID) -> Round:
    hold(player)
    played = locked_rounds.first(public_id=round_id, player=player.pk)
    if played is None:
        raise NoSuchRound
    played.game.player = player
    # Not with the lock: its label may have been corrected while we waited for that.
    photo = photos_now.first(photo=played.photo_id)
    if photo is None:
        raise NoSuchRound
    played.photo = photo
    return played


def rounds_to_lock(public_id: uuid.UUID, player: int) -> QuerySet[Round]:
    rounds = Round.objects.select_for_update(of=("self",)).select_related("game__deck")
    return rounds.filter(public_id=public_id, game__player=player)


def photos_to_measure(photo: int) -> QuerySet[Photo]:
    photos = Photo.objects.select_related("region")
    return photos.defer("facts", "region__geom").filter(pk=photo)  # coasts of a megabyte


locked_rounds = KeptRead(rounds_to_lock, public_id=uuid.UUID(int=7_000_001), player=-7_000_002)
photos_now = KeptRead(photos_to_measure, photo=-7_000_003)


def same_or_refused(known: Guess, pin: LatLng) -> Guessed:
    if known.point is None:
        raise TooLate
    if to_latlng(known.point) != pin:
        raise GuessedAlready
    return Guessed(known, is_new=False)


def is_late(played: Round, now: datetime) -> bool:
    return played.deadline is not None and now > played.deadline + GRACE


def miss_expired(game: Game) -> None:
    """What ran out while nobody was looking is a missed round."""
    for played in game.rounds.filter(deadline__lt=timezone.now() - GRACE, guesses=None):
        with transaction.atomic():
            locked = locked_round(game.player, played.public_id)
            about = about_guess(locked, game.player)
            if is_playable(locked) and not about.is_made:
                keep(locked, about, None, timezone.now())


def keep(played: Round, about: AboutGuess, pin: LatLng | None, now: datetime) -> Guess:
    assert played.served_at  # noqa: S101 - whoever calls has looked
    assert played.photo.point  # noqa: S101 - test photos have one
    truth = to_latlng(played.photo.point)
    apart = distance_km(pin, truth) if pin else None
    made = Guess(
        round=played,
        player=played.game.player,
        point=to_point(pin) if pin else None,
        distance_km=apart,
        score=0 if apart is None else score(apart),
        score_version=SCORE_VERSION,
        country_is_right=pin is not None and same_country(played, pin),
        unranked=why_unranked(played, about),
        took_ms=round((now - played.served_at).total_seconds() * 1000),
        created_at=now,
    )
    write_down(made)
    go_on(played, made, now)
    return made


def same_country(played: Round, pin: LatLng) -> bool:
    """On a beach too; far out at sea is no country."""
    region, where = played.photo.region, locate_region(pin)
    is_near = where.distance_km * 1000 <= COAST_M
    return region is not None and is_near and where.country_code == region.country_code


def why_unranked(played: Round, about: AboutGuess) -> str:
    if not played.game.player.user_id:
        return Unranked.ANONYMOUS
    if about.is_own:
        return Unranked.OWN
    if not played.is_first_look or about.has_looked:
        return Unranked.SEEN
    if not played.game.is_ranked:
        return Unranked.PRACTICE
    return Unranked.EXCLUDED if about.is_excluded else ""


def looked_at(player: Player, photo_ids: Sequence[int]) -> set[int]:
    """At the label desk or in a review, where their places are shown."""
    looks = DeskLook.objects.filter(user=player.user_id, photo__in=photo_ids)
    return set(looks.values_list("photo", flat=True))


def write_down(made: Guess) -> None:
    """Into the board's rows and the game's points, too."""
    columns = {
        name: getattr(made, name)
        for name in ("distance_km", "score", "score_version", "country_is_right", "took_ms")
    }
    pin = to_latlng(made.point) if made.point else None
    values = columns | {
        "round": made.round_id,
        "game": made.round.game_id,
        "photo": made.round.photo_id,
        "player": made.player_id,
        "lat": pin.lat if pin else None,
        "lng": pin.lng if pin else None,
        "unranked": str(made.unranked),
        "at": made.created_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(load("keep_guess"), values)
        (made.pk,) = cursor.fetchone()
    made._state.adding = False  # noqa: SLF001 - as Django notes that a row is there


def go_on(played: Round, made: Guess, now: datetime) -> None:
    """The next photo of a streak, or the end of the game."""
    game = played.game
    if game.mode == GameMode.STREAK and made.country_is_right:
        prolong(game, played.number + 1)
    end_if_over(game, now)


def prolong(game: Game, number: int) -> None:
    """A streak that outlives the photos there are ends with the last of them."""
    try:
        card = game.deck.cards.filter(number=number).first() or next_card(game.deck, game.player)
    except NothingToPlay:
        return
    add_rounds(game, [card])


def end_if_over(game: Game, now: datetime) -> None:
    if current_round(game) is None:
        Game.objects.filter(pk=game.pk, finished_at=None).update(finished_at=now)


def settle(game: Game) -> Game:
    """What time and withdrawals made of a game since it was last looked at."""
    if game.finished_at is None:
        settled_round(game)
    return game


def settled_round(game: Game) -> Round | None:
    """The current round, once the game is settled; mostly one look says that it is."""
    waiting, now = waiting_rounds(game), timezone.now()
    current = next((each for each in waiting if is_playable(each)), None)
    if game.finished_at or (current and not any(is_late(each, now) for each in waiting)):
        return current
    miss_expired(game)
    end_if_over(game, now)
    game.refresh_from_db(fields=["points", "finished_at"])
    return current_round(game)
