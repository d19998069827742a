"""What keeps uploads from harm: a log of what was done, hashes never taken again, switches."""

from django.db import models

from geoweb.enums import UploadAct
from geoweb.models.players import Player, User


class UploadEvent(models.Model):
    """One line of the audit log. It outlives the upload, and says nothing about the place."""

    upload_id_was = models.UUIDField(null=True, db_index=True, help_text="Its public id.")
    player = models.ForeignKey(Player, null=True, on_delete=models.SET_NULL, related_name="+")
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    act = models.CharField(max_length=16, choices=UploadAct)
    address = models.CharField(max_length=32, blank=True, help_text="Keyed hash of the address.")
    detail = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            # Usage: the log, newest first; lines older than they are kept.
            models.Index(fields=["-at"], name="uploadevent_at"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.upload_id_was}"


class Takedown(models.Model):
    """Bytes that were taken down are refused when they are sent again."""

    sha256 = models.CharField(max_length=64, unique=True, help_text="Of the bytes received.")
    why = models.CharField(max_length=255, blank=True)
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256


class Switch(models.Model):
    """What can be turned off while the site runs; without a row it is on."""

    name = models.CharField(max_length=40, primary_key=True)
    is_on = models.BooleanField(default=True)
    why = models.CharField(max_length=255, blank=True, help_text="Shown to visitors.")
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "switches"

    def __str__(self) -> str:
        return f"{self.name}: {'on' if self.is_on else 'off'}"
