"""What visitors send with the upload page."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geoweb.domain.receiving import Parcel
from predictor.geodesy import LatLng
from predictor.intake.coordinates import read_latlng

PRIVATE, GAME = "private", "game"


def new_key() -> str:
    return uuid.uuid4().hex


def degrees(label: Any, example: str) -> forms.CharField:
    """Text, not a number field: decimal commas are typed and pairs are pasted here."""
    attrs = {"inputmode": "text", "autocomplete": "off", "placeholder": example}
    return forms.CharField(
        label=label, required=False, max_length=60, widget=forms.TextInput(attrs)
    )


class UploadForm(forms.Form):
    """The photos are no field of it: what is wrong with them is a refusal, said by the domain."""

    lat = degrees(_("Latitude"), "45.7640")
    lng = degrees(_("Longitude"), "4.8357")
    use_exif_place = forms.BooleanField(
        label=_("Use the place written in the photo"), required=False
    )
    audience = forms.ChoiceField(
        choices=[(PRIVATE, _("Private")), (GAME, _("May be played after review"))],
        widget=forms.RadioSelect,
        initial=PRIVATE,
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100, initial=new_key)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lat, lng = cleaned.get("lat", ""), cleaned.get("lng", "")
        if not lng and lat.count(",") == 1:
            lat, lng = lat.split(",")
        cleaned["truth"] = self.place(lat, lng) if lat or lng else None
        return cleaned

    def place(self, lat: str, lng: str) -> LatLng | None:
        found = read_latlng(lat, lng)
        if isinstance(found, LatLng):
            return found
        self.add_error(
            "lat" if lng else "lng",
            _("Type both in degrees: latitude from -90 to 90, longitude from -180 to 180."),
        )
        return None

    def parcel(self, address: str) -> Parcel:
        said = self.cleaned_data
        return Parcel(
            views=[file.read() for file in self.files.getlist("views")],
            truth=said["truth"],
            use_exif_place=said["use_exif_place"],
            may_be_played=said["audience"] == GAME,
            idempotency_key=said["key"],
            address=address,
        )
