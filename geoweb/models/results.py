"""What each player made of each photo at first sight: the rows that the board is made of."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geoweb.models.games import Guess
from geoweb.models.players import Player
from predictor.models import Photo
from predictor.scoring import SCORE_MAX


class Result(models.Model):
    """Humans, models, crowds and baselines alike; of humans only what counts."""

    player = models.ForeignKey(
        Player, on_delete=models.CASCADE, related_name="results", db_index=False
    )
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="results")
    guess = models.OneToOneField(
        Guess, null=True, on_delete=models.CASCADE, related_name="result", help_text="Of a human."
    )
    distance_km = models.FloatField(null=True, help_text="None where time ran out.")
    score = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # Usage: a player's results (board, profile), and the first sight alone counts.
            UniqueConstraint(fields=["player", "photo"], name="result_player_photo_unique"),
            CheckConstraint(name="result_score_in_range", condition=Q(score__lte=SCORE_MAX)),
        ]
        indexes = [
            # Usage: the board of a day.
            models.Index(fields=["at", "player"], name="result_at_player"),
        ]
