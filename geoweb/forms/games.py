"""What players send: which game to play, and where a photo was taken."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from geoweb.domain.pack_sizes import PackSizes
from geoweb.enums import GameMode
from geoweb.forms.uploads import degrees
from predictor.geodesy import LatLng
from predictor.intake.coordinates import read_degrees

TIME_LIMITS: Final = [
    ("", _("No time limit")),
    ("120", _("2 minutes a photo")),
    ("60", _("1 minute a photo")),
    ("30", _("30 seconds a photo")),
]
PLAYED: Final = (GameMode.CLASSIC, GameMode.DAILY, GameMode.STREAK, GameMode.PACK)


class PlayForm(forms.Form):
    mode = forms.ChoiceField(choices=[(mode, mode.label) for mode in PLAYED])
    pack = forms.ChoiceField(label=_("Region"), required=False)
    time_limit = forms.ChoiceField(
        label=_("Time for each photo"), choices=TIME_LIMITS, required=False
    )

    def __init__(self, *args: Any, packs: PackSizes, **options: Any) -> None:
        super().__init__(*args, **options)
        self.packs = packs
        continents = [(pack.code, pack.name) for pack in packs.continents]
        countries = [(pack.code, pack.name) for pack in packs.countries]
        self.fields["pack"].choices = [  # type: ignore[attr-defined]  # known by its field
            (_("Continents"), continents),
            (_("Countries"), countries),
        ]

    def wish(self) -> dict[str, Any]:
        """As `begin` takes it."""
        said = self.cleaned_data
        mode = GameMode(said["mode"])
        return {
            "mode": mode,
            "pack": said["pack"] if mode == GameMode.PACK else "",
            "time_limit_s": int(said["time_limit"]) if said["time_limit"] else None,
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("mode") == GameMode.PACK and not cleaned.get("pack"):
            self.add_error("pack", _("Choose a region first."))
        return cleaned


class PinForm(forms.Form):
    """A place in degrees, which fields of a map fill in."""

    lat = degrees(_("Latitude"), "45.7640")
    lng = degrees(_("Longitude"), "4.8357")

    def read_pin(self, cleaned: dict[str, Any]) -> None:
        lat, lng = cleaned.get("lat", ""), cleaned.get("lng", "")
        if not lng and lat.count(",") == 1:
            lat, lng = lat.split(",")
        north, east = read_degrees(lat), read_degrees(lng)
        if not lat and not lng:
            self.add_error("lat", _("Put your pin on the map first, or type a place in degrees."))
        elif north is None or east is None:
            self.add_error("lat" if north is None else "lng", _("Type both in degrees."))
        else:
            cleaned["pin"] = LatLng(north, east)


class GuessForm(PinForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.read_pin(cleaned)
        return cleaned
