"""Accounts, and the players that the board compares: people, models, crowds, baselines."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geoweb.enums import PlayerKind
from predictor.models import Locator


class User(AbstractUser):
    """Django's user, ours from the first migration on: swapping it later is painful."""


class Player(models.Model):
    """A human may be anonymous (no user); each version of a locator is its own player."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=PlayerKind)
    name = models.CharField(max_length=80)
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="player"
    )
    locator = models.OneToOneField(
        Locator, null=True, blank=True, on_delete=models.PROTECT, related_name="player"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="player_kind_matches_its_parts",
                condition=Q(kind="human", locator=None)
                | Q(kind="model", user=None, locator__isnull=False)
                | Q(kind__in=["crowd", "baseline"], user=None, locator=None),
            ),
            UniqueConstraint(
                fields=["name"],
                condition=Q(kind__in=["crowd", "baseline"]),
                name="player_artificial_name_unique",
            ),
        ]

    def __str__(self) -> str:
        return self.name
