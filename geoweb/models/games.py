"""Decks of photos, the games played with them, their rounds, and one guess a round and player."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from geoweb.enums import GameMode, Unranked
from geoweb.models.players import Player
from predictor.models import Photo
from predictor.models.points import WGS84, in_world
from predictor.scoring import SCORE_MAX


class Deck(models.Model):
    """The photos of a game in their order: a challenge is a link to somebody's deck."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mode = models.CharField(max_length=12, choices=GameMode)
    day = models.DateField(null=True, unique=True, help_text="Of the daily game, in UTC.")
    pack = models.CharField(max_length=12, blank=True, help_text="A continent or a country.")
    time_limit_s = models.PositiveSmallIntegerField(null=True)
    dealt_for = models.ForeignKey(
        Player, null=True, on_delete=models.SET_NULL, related_name="decks"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="deck_mode_known",
                condition=Q(mode__in=["classic", "daily", "streak", "pack"]),
            ),
            CheckConstraint(
                name="deck_day_iff_daily",
                condition=Q(mode="daily", day__isnull=False)
                | ~Q(mode="daily") & Q(day__isnull=True),
            ),
            CheckConstraint(name="deck_place_iff_pack", condition=Q(mode="pack") | Q(pack="")),
            CheckConstraint(
                name="deck_time_limit_humane",
                condition=Q(time_limit_s=None) | Q(time_limit_s__gte=5, time_limit_s__lte=600),
            ),
        ]


class DeckPhoto(models.Model):
    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="cards")
    number = models.PositiveSmallIntegerField()
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            UniqueConstraint(fields=["deck", "number"], name="deckphoto_number_unique"),
            UniqueConstraint(fields=["deck", "photo"], name="deckphoto_photo_once"),
        ]


class Game(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mode = models.CharField(max_length=12, choices=GameMode)
    deck = models.ForeignKey(Deck, on_delete=models.PROTECT, related_name="games")
    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="games")
    is_ranked = models.BooleanField(default=False)
    points = models.PositiveIntegerField(default=0, help_text="Of its guesses, added up.")
    started_at = models.DateTimeField(auto_now_add=True)
    started_from = models.CharField(
        max_length=32, blank=True, help_text="Keyed hash of the address, for a month."
    )
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="game_mode_known",
                condition=Q(mode__in=["classic", "daily", "challenge", "streak", "pack"]),
            ),
            CheckConstraint(
                name="game_finishes_after_start",
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
            ),
            UniqueConstraint(
                fields=["deck", "player"],
                condition=Q(is_ranked=True),
                name="game_ranked_once_a_deck",
            ),
        ]
        indexes = [
            # Usage: a player's games, newest first (profile, resume).
            models.Index(fields=["player", "-started_at"], name="game_player_started"),
            # Usage: the results of a daily game or a challenge, best first.
            models.Index(fields=["deck", "-points"], name="game_deck_points"),
            # Usage: which games still know where they were started, the oldest first.
            models.Index(
                fields=["started_at"], name="game_started_from", condition=~Q(started_from="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Round(models.Model):
    """One photo of a game; the seal commits the models' guesses before the photo is served."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    game = models.ForeignKey(Game, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="rounds")
    is_first_look = models.BooleanField(
        default=True, help_text="The player had not been dealt this photo before."
    )
    seal_sha256 = models.CharField(max_length=64, blank=True)
    seal_salt = models.CharField(max_length=64, blank=True)
    sealed = models.TextField(blank=True, help_text="What the hash is of, behind the salt.")
    served_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["game", "number"], name="round_number_unique"),
            UniqueConstraint(fields=["game", "photo"], name="round_photo_once_per_game"),
            CheckConstraint(
                name="round_sealed_before_served",
                condition=Q(served_at=None) | ~Q(seal_sha256=""),
            ),
        ]


class Guess(models.Model):
    """An expired round is a guess without a point: no distance, zero points."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="guesses")
    # Usage: all guesses of a player (board, profile). Django adds the index.
    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="guesses")
    point = models.PointField(srid=WGS84, null=True, spatial_index=False)
    distance_km = models.FloatField(null=True)
    score = models.PositiveIntegerField()
    score_version = models.PositiveSmallIntegerField()
    country_is_right = models.BooleanField(default=False)
    unranked = models.CharField(
        max_length=12, choices=Unranked, blank=True, help_text="Why it does not count; or nothing."
    )
    took_ms = models.PositiveIntegerField(null=True, help_text="Since the photo was served.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "guesses"
        constraints = [
            UniqueConstraint(fields=["round", "player"], name="guess_one_per_round_and_player"),
            in_world("point", "guess_point_in_world"),
            CheckConstraint(
                name="guess_expired_scores_nothing",
                condition=Q(point__isnull=True, distance_km__isnull=True, score=0)
                | Q(point__isnull=False, distance_km__isnull=False, distance_km__gte=0.0),
            ),
            CheckConstraint(name="guess_score_in_range", condition=Q(score__lte=SCORE_MAX)),
        ]
