"""Who may do what at the label desk."""

from django.contrib.auth.models import AnonymousUser

from geoweb.models import User

ANNOTATORS = "annotators"
REVIEWERS = "reviewers"
Visitor = User | AnonymousUser


def is_annotator(user: Visitor) -> bool:
    return belongs(user, ANNOTATORS)


def is_reviewer(user: Visitor) -> bool:
    return belongs(user, REVIEWERS)


def may_look(user: Visitor) -> bool:
    return belongs(user, ANNOTATORS, REVIEWERS)


def belongs(user: Visitor, *groups: str) -> bool:
    """Operators belong everywhere."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name__in=groups).exists()
