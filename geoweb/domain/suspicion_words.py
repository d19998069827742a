"""The reasons of a suspicion as sentences for people."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from geoweb.enums import SuspicionReason

# With the numbers that the evidence comes with; without them the name of the reason has to do.
SENTENCES: Final = {
    SuspicionReason.FAR: gettext_noop(
        "The locator puts it %(km)s km away; there it is usually wrong by %(usual_km)s km."
    ),
    SuspicionReason.CELL: gettext_noop(
        "The picture looks like this area with a chance of %(percent)s %%."
    ),
    SuspicionReason.NEIGHBOURS: gettext_noop(
        "Half of the photos that look most alike were taken more than %(km)s km away."
    ),
    SuspicionReason.DRIVE: gettext_noop("The other photos of its drive lie %(km)s km away."),
    SuspicionReason.SWAP: gettext_noop(
        "With latitude and longitude exchanged, the place fits the picture much better."
    ),
    SuspicionReason.SIGN: gettext_noop(
        "With another sign of latitude or longitude, the place fits the picture much better."
    ),
    SuspicionReason.CENTROID: gettext_noop(
        "It lies %(km)s km from the middle of a country or province."
    ),
    SuspicionReason.SEA: gettext_noop("It lies at sea."),
    SuspicionReason.NULL_ISLAND: gettext_noop(
        "It lies at 0, 0, which stands for an unknown place."
    ),
    SuspicionReason.CROWD: gettext_noop(
        "People agree within %(spread_km)s km on a place %(km)s km away."
    ),
    SuspicionReason.EXIF: gettext_noop("The camera wrote down a place %(km)s km away."),
}


def in_words(reasons: Sequence[Mapping[str, Any]]) -> list[str]:
    """Of `Suspicion.reasons`, in their order; reasons of a later version are left out."""
    return [text for each in reasons if (text := one_in_words(each))]


def one_in_words(reason: Mapping[str, Any]) -> str:
    """Empty for a reason of a later version."""
    if reason.get("reason") not in SuspicionReason.values:
        return ""
    return sentence(SuspicionReason(reason["reason"]), reason)


def sentence(reason: SuspicionReason, detail: Mapping[str, Any]) -> str:
    try:
        return counted(reason, detail) or _(SENTENCES[reason]) % Numbers(detail)
    except KeyError:
        return str(reason.label)


def counted(reason: SuspicionReason, detail: Mapping[str, Any]) -> str:
    if reason == SuspicionReason.REPORTED:
        number = int(detail["reports"])
        said = ngettext(
            "%(number)d player says that it was not taken there.",
            "%(number)d players say that it was not taken there.",
            number,
        )
        return said % {"number": number}
    if reason == SuspicionReason.PILE:
        number = int(detail["others"])
        said = ngettext(
            "%(number)d other drive or author has a photo on this very coordinate.",
            "%(number)d other drives or authors have photos on this very coordinate.",
            number,
        )
        return said % {"number": number}
    return ""


class Numbers(dict[str, Any]):
    """As people of the language write them: whole kilometres from ten on."""

    def __getitem__(self, name: str) -> str:
        value = float(super().__getitem__(name))
        return number_format(value, decimal_pos=0 if value >= 10 else 1, force_grouping=True)
