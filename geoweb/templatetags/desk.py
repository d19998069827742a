"""Of the label desk: who works there, and how much there is to do."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from geoweb.domain.desk.rights import may_look
from geoweb.templatetags.figures import whole

register = template.Library()


@register.filter
def works_at_desk(user: Any) -> bool:
    """Strangers and pages without a visitor cost no query."""
    return bool(getattr(user, "is_authenticated", False)) and may_look(user)


@register.filter
def counted(number: int, most: int) -> str:
    """Up to most; beyond, that there are more."""
    return whole(number) if number <= most else _("over %(most)s") % {"most": whole(most)}
