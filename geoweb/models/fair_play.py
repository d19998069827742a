"""What looked odd, for people to judge, and who was excluded from the board and why."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geoweb.enums import SignalKind, SignalState
from geoweb.models.games import Deck
from geoweb.models.players import Player, User


class Signal(models.Model):
    """A reason to look, never a verdict: nothing is removed because of it."""

    kind = models.CharField(max_length=16, choices=SignalKind)
    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="signals")
    deck = models.ForeignKey(Deck, null=True, blank=True, on_delete=models.CASCADE)
    detail = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=SignalState, default=SignalState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["kind", "player", "deck"], nulls_distinct=False, name="signal_once"
            ),
        ]
        indexes = [
            # Usage: the review list, oldest first.
            models.Index(fields=["created_at"], name="signal_open", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.player}"


class Exclusion(models.Model):
    """While it is not lifted, no guess of the player counts. Lifting keeps the row."""

    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="exclusions")
    why = models.CharField(max_length=255)
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_why = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            # Usage: does a guess of this player count?
            UniqueConstraint(
                fields=["player"], condition=Q(lifted_at=None), name="exclusion_one_in_force"
            ),
            CheckConstraint(name="exclusion_has_a_reason", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.player}: {self.why}"
