"""Who is signed in, with the player of the account: whoever asks for one needs the other."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from geoweb.kept import KeptRead
from geoweb.models import User

users = KeptRead(
    lambda user: User.objects.filter(pk=user).select_related("player"), user=-7_000_001
)


class WithPlayer(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = users.first(user=int(user_id))
        return user if user and self.user_can_authenticate(user) else None
