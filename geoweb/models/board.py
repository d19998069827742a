"""The board as it was last worked out: who plays how well, in which scope, and how sure that is."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geoweb.enums import PlayerKind, ScopeKind
from geoweb.models.players import Player
from geoweb.rating.strength import SIGMAS_95
from predictor.models import Photo


class Scope(models.Model):
    """All time, a day (UTC), a country or continent, a pack: only what has results is there."""

    kind = models.CharField(max_length=8, choices=ScopeKind)
    code = models.CharField(max_length=32, unique=True)
    players = models.PositiveIntegerField(default=0)
    fitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(name="scope_kind_known", condition=Q(kind__in=ScopeKind.values)),
        ]

    def __str__(self) -> str:
        return self.code


class Standing(models.Model):
    """A player's row. A missed round counts as zero points and as far as one can be."""

    scope = models.ForeignKey(
        Scope, on_delete=models.CASCADE, related_name="standings", db_index=False
    )
    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="standings")
    kind = models.CharField(max_length=10, choices=PlayerKind, help_text="Of the player.")
    games = models.PositiveIntegerField()
    photos = models.PositiveIntegerField()
    mean_points = models.FloatField()
    median_km = models.FloatField()
    within_25 = models.FloatField(help_text="Share of photos.")
    within_200 = models.FloatField()
    within_750 = models.FloatField()
    is_provisional = models.BooleanField(help_text="Few photos that people and a model share.")
    fingerprint = models.BigIntegerField(help_text="Of the results behind it.")
    strength = models.FloatField(default=0.0)
    strength_error = models.FloatField(default=0.0)
    best_rank = models.PositiveIntegerField(default=1)
    worst_rank = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            # Usage: one's own row; the profile of a player.
            UniqueConstraint(fields=["scope", "player"], name="standing_scope_player_unique"),
        ]
        indexes = [
            # Usage: a page of the board.
            models.Index(
                fields=["scope", "is_provisional", "-strength", "player"], name="standing_page"
            ),
            # Usage: a page of people, of models ...
            models.Index(
                fields=["scope", "kind", "is_provisional", "-strength", "player"],
                name="standing_kind_page",
            ),
        ]

    @property
    def margin(self) -> float:
        """Of the 95 % interval around the strength."""
        return SIGMAS_95 * self.strength_error


class Pairing(models.Model):
    """A player against a model on the photos of both; without a player: all people together."""

    scope = models.ForeignKey(
        Scope, on_delete=models.CASCADE, related_name="pairings", db_index=False
    )
    player = models.ForeignKey(Player, null=True, on_delete=models.CASCADE, related_name="pairings")
    model = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="+", db_index=False)
    photos = models.PositiveIntegerField()
    mean_difference = models.FloatField(help_text="Points of the player minus the model's.")
    low = models.FloatField(null=True, help_text="None: one photo says nothing about others.")
    high = models.FloatField(null=True)
    wins = models.PositiveIntegerField()
    ties = models.PositiveIntegerField()
    losses = models.PositiveIntegerField()

    class Meta:
        constraints = [
            # Usage: the pairings of the players of a page.
            UniqueConstraint(
                fields=["scope", "player", "model"],
                nulls_distinct=False,
                name="pairing_scope_player_model_unique",
            ),
        ]


class PhotoDifficulty(models.Model):
    """From the fit over all time: a player of this strength gets half of the points."""

    photo = models.OneToOneField(
        Photo, primary_key=True, on_delete=models.CASCADE, related_name="difficulty"
    )
    difficulty = models.FloatField()
    fitted_at = models.DateTimeField()


class StaleResult(models.Model):
    """A result that came, changed or went since the last refresh; triggers write it."""

    player_id = models.BigIntegerField()
    photo_id = models.BigIntegerField()


class BoardRefresh(models.Model):
    """One run: what it covered, when, and how long it took."""

    is_full = models.BooleanField()
    players = models.PositiveIntegerField()
    scopes = models.PositiveIntegerField()
    settled_until = models.DateTimeField(
        help_text="Results before it are in the boards of regions and packs."
    )
    at = models.DateTimeField(db_index=True)
    took_s = models.FloatField()

    class Meta:
        verbose_name_plural = "board refreshes"
