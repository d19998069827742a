"""Points, shares and intervals in words."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()

MINUS = "\N{MINUS SIGN}"


@register.filter
def whole(value: float) -> str:
    return number_format(round(value), use_l10n=True, force_grouping=True)


@register.filter
def signed(value: float) -> str:
    """With its sign; zero has none."""
    number = round(value)
    sign = "+" if number > 0 else MINUS if number < 0 else ""
    return sign + whole(abs(number))


@register.filter
def percent(share: float) -> str:
    return _("%(number)s %%") % {"number": number_format(round(100 * share))}


@register.filter
def share_of(part: int, total: int) -> str:
    return percent(part / total) if total else ""


@register.filter
def decimal(value: float) -> str:
    return number_format(value, 2).replace("-", MINUS)
