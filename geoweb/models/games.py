"""Games, their rounds, and one guess per round and player."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from geoweb.enums import GameMode
from geoweb.models.players import Player
from predictor.models import Photo
from predictor.models.points import WGS84, in_world
from predictor.scoring import SCORE_MAX


class Game(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mode = models.CharField(max_length=12, choices=GameMode)
    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="games")
    started_at = models.DateTimeField(auto_now_add=True)
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
        ]
        indexes = [
            # Usage: a player's games, newest first (profile, resume).
            models.Index(fields=["player", "-started_at"], name="game_player_started"),
        ]


class Round(models.Model):
    """One photo of a game; the seal commits the model's guess before it is served."""

    game = models.ForeignKey(Game, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="rounds")
    seal_sha256 = models.CharField(max_length=64, blank=True)
    seal_salt = models.CharField(max_length=64, blank=True)
    served_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["game", "number"], name="round_number_unique"),
            UniqueConstraint(fields=["game", "photo"], name="round_photo_once_per_game"),
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
