"""Keys with which a program acts for an account; only their hashes are kept."""

from django.db import models

from geoweb.models.players import User


class Token(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    sha256 = models.CharField(max_length=64, unique=True, help_text="Of the key.")
    note = models.CharField(max_length=80, blank=True, help_text="What it is for.")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user}: {self.note or self.sha256[:8]}"
