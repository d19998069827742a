"""Games and rounds as programs read them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from geoweb.api.fields import Point
from geoweb.api.upload_answers import Area, NearPlace, SimilarPhoto
from geoweb.domain.beginning import is_practice
from geoweb.domain.opponents import OpponentGuess
from geoweb.domain.playing import current_round
from geoweb.domain.revealing import Revealed
from geoweb.domain.summing import GameSummary, RoundSummary, Total
from geoweb.enums import GameMode, PlayerKind
from geoweb.models import Game, Round


class RoundDetail(serializers.Serializer[Round]):
    """What is known before the guess: nothing of the photo but where to look at it."""

    id = serializers.UUIDField(source="public_id")
    number = serializers.IntegerField()
    served_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField(
        allow_null=True, help_text=_("By the server's clock. Null: take your time.")
    )
    seal_sha256 = serializers.CharField(
        help_text=_("Of the models' guesses behind a salt; see /seals/.")
    )
    photo_url = serializers.SerializerMethodField(help_text=_("A JPEG, for you alone."))
    guess_url = serializers.SerializerMethodField()

    def get_photo_url(self, played: Round) -> str:
        return reverse("api-round-photo", args=[played.public_id])

    def get_guess_url(self, played: Round) -> str:
        return reverse("api-round-guess", args=[played.public_id])


class GameDetail(serializers.Serializer[Game]):
    id = serializers.UUIDField(source="public_id")
    url = serializers.SerializerMethodField()
    mode = serializers.ChoiceField(choices=GameMode.choices)
    pack = serializers.CharField(source="deck.pack")
    day = serializers.DateField(source="deck.day", allow_null=True, help_text=_("In UTC."))
    time_limit_s = serializers.IntegerField(source="deck.time_limit_s", allow_null=True)
    is_ranked = serializers.BooleanField()
    is_practice = serializers.SerializerMethodField(
        help_text=_("You have played these photos in an earlier game.")
    )
    started_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    points = serializers.IntegerField()
    rounds = serializers.SerializerMethodField(help_text=_("Dealt so far; a streak grows."))
    round_number = serializers.SerializerMethodField(
        help_text=_("Of the round that waits for your guess; null: the game is over.")
    )
    round_url = serializers.SerializerMethodField()
    summary_url = serializers.SerializerMethodField(help_text=_("Null until the game is over."))
    challenge_id = serializers.SerializerMethodField(
        help_text=_("Others play the same photos by it. Null until the game is over.")
    )

    def get_url(self, game: Game) -> str:
        return reverse("api-game", args=[game.public_id])

    def get_is_practice(self, game: Game) -> bool:
        return is_practice(game)

    def get_rounds(self, game: Game) -> int:
        return game.rounds.count()

    def get_round_number(self, game: Game) -> int | None:
        waiting = current_round(game)
        return waiting.number if waiting else None

    def get_round_url(self, game: Game) -> str | None:
        return None if game.finished_at else reverse("api-game-round", args=[game.public_id])

    def get_summary_url(self, game: Game) -> str | None:
        return reverse("api-game-summary", args=[game.public_id]) if game.finished_at else None

    def get_challenge_id(self, game: Game) -> str | None:
        return str(game.deck.public_id) if game.finished_at else None


class Opponent(serializers.Serializer[OpponentGuess]):
    kind = serializers.ChoiceField(choices=PlayerKind.choices, source="player.kind")
    name = serializers.CharField(source="player.name")
    point = Point()
    distance_km = serializers.FloatField()
    score = serializers.IntegerField()


class OpenedSeal(serializers.Serializer[Any]):
    sha256 = serializers.CharField()
    salt = serializers.CharField()
    text = serializers.CharField()
    holds = serializers.BooleanField()


class RoundResult(serializers.Serializer[Revealed]):
    number = serializers.IntegerField()
    truth = Point()
    place = NearPlace()
    pin = Point(allow_null=True, help_text=_("Null: time ran out."))
    distance_km = serializers.FloatField(allow_null=True)
    score = serializers.IntegerField(help_text=_("From 0 to 5000."))
    country_is_right = serializers.BooleanField()
    opponents = Opponent(many=True, help_text=_("Models first."))
    areas = Area(source="shades", many=True, help_text=_("Where the first model looked."))
    similar = SimilarPhoto(many=True)
    closer_than_percent = serializers.IntegerField(
        allow_null=True, help_text=_("Of the others; null while they are fewer than five.")
    )
    seal = OpenedSeal()


class SummaryRound(serializers.Serializer[RoundSummary]):
    number = serializers.IntegerField()
    truth = Point()
    place = NearPlace()
    pin = Point(allow_null=True)
    distance_km = serializers.FloatField(allow_null=True)
    score = serializers.IntegerField()
    opponents = Opponent(many=True)
    seal_sha256 = serializers.CharField()
    seal_holds = serializers.BooleanField()


class SummaryTotal(serializers.Serializer[Total]):
    kind = serializers.ChoiceField(choices=PlayerKind.choices, source="player.kind")
    name = serializers.CharField(source="player.name")
    points = serializers.IntegerField()
    is_you = serializers.BooleanField()


class GameResults(serializers.Serializer[GameSummary]):
    points = serializers.IntegerField()
    right_countries = serializers.IntegerField()
    rounds = SummaryRound(many=True)
    totals = SummaryTotal(many=True, help_text=_("On the same photos, the best first."))
