"""Closed vocabularies of what people do."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlayerKind(TextChoices):
    HUMAN = "human", _("Human")
    MODEL = "model", _("Model")
    CROWD = "crowd", _("Crowd")
    BASELINE = "baseline", _("Baseline")


class GameMode(TextChoices):
    CLASSIC = "classic", _("Classic")
    DAILY = "daily", _("Daily")
    CHALLENGE = "challenge", _("Challenge")
    STREAK = "streak", _("Country streak")
    PACK = "pack", _("Region pack")


class UploadState(TextChoices):
    PENDING = "pending", _("Waiting")
    CLAIMED = "claimed", _("Being looked at")
    ANSWERED = "answered", _("Answered")
    FAILED = "failed", _("Failed")


class FlagState(TextChoices):
    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class ProposalState(TextChoices):
    OPEN = "open", _("Waiting for a second opinion")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
