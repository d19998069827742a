"""Who may see how right a locator is, and where: the places of test photos are in it."""

from typing import Final

from django.contrib.auth.models import AnonymousUser

from geoweb.models import User

REVIEWERS: Final = "reviewers"  # the group of migration 0002


def may_review(user: User | AnonymousUser) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name=REVIEWERS).exists()
