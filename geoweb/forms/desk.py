"""What the pages of the label desk send: wishes, opinions, decisions, and files."""

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoweb.domain.desk.named_regions import (
    AROUND_THE_PIN,
    COUNTRY_HERE,
    PROVINCE_HERE,
    code_around,
)
from geoweb.domain.desk.proposing import Said
from geoweb.domain.desk.queue import Wish
from geoweb.enums import SuspicionReason, Verdict
from geoweb.forms.games import PinForm

SUSPICIOUS, SECOND = "", "second"
MOST_LETTERS: Final = 2000
PRECISIONS_KM: Final[list[tuple[str, str | Promise]]] = [
    ("0.1", _("100 m")),
    ("1", _("1 km")),
    ("5", _("5 km")),
    ("25", _("25 km")),
    ("100", _("100 km")),
    ("500", _("500 km")),
]
Choice = tuple[str, str | Promise]
ANYTHING: Final[Choice] = ("", _("Any"))


class WishForm(forms.Form):
    """Which photos one would like. A code or a dataset that means nothing finds nothing."""

    region = forms.CharField(label=_("Country"), required=False, max_length=32)
    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[ANYTHING, *SuspicionReason.choices]
    )
    dataset = forms.CharField(label=_("Dataset"), required=False, max_length=64)
    queue = forms.ChoiceField(
        required=False,
        choices=[(SUSPICIOUS, SUSPICIOUS), (SECOND, SECOND)],
        widget=forms.HiddenInput,
    )

    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(said["region"], said["reason"], said["dataset"])

    def offer(self, countries: list[tuple[str, str]], datasets: list[str]) -> None:
        """What there is; and what was asked for, should it be anything else."""
        for name, offered in (
            ("region", countries),
            ("dataset", [(each, each) for each in datasets]),
        ):
            asked = str(self[name].value() or "")
            others = [(asked, asked)] if asked and asked not in dict(offered) else []
            self.fields[name].widget = forms.Select(choices=[ANYTHING, *others, *offered])


class ProposalForm(PinForm):
    """One opinion. A form that is sent by Enter says that it was taken at the pin."""

    verdict = forms.ChoiceField(required=False, choices=Verdict.choices)
    region = forms.CharField(label=_("Region"), required=False, max_length=32)
    precision_km = forms.ChoiceField(
        label=_("To within"), required=False, choices=PRECISIONS_KM, initial="1"
    )
    why = forms.CharField(
        label=_("How you know, if you like"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        verdict, region = cleaned.get("verdict") or Verdict.PLACE, cleaned.get("region", "")
        if verdict == Verdict.PLACE or (verdict == Verdict.REGION and region in AROUND_THE_PIN):
            self.read_pin(cleaned)
        if verdict == Verdict.REGION and not region:
            self.add_error("region", _("Say which region."))
        return cleaned

    def said(self) -> Said:
        """A region around the pin may turn out to be none: a refusal, as of the desk."""
        found = self.cleaned_data
        region = found["region"]
        if found["verdict"] == Verdict.REGION and region in AROUND_THE_PIN:
            region = code_around(found["pin"], region)
        return Said(
            verdict=Verdict(found["verdict"] or Verdict.PLACE),
            place=found.get("pin"),
            region=region,
            precision_km=float(found["precision_km"] or 1.0),
            why=found["why"],
        )

    def offer(self, countries: list[tuple[str, str]]) -> None:
        here = [
            (PROVINCE_HERE, _("The province at your pin")),
            (COUNTRY_HERE, _("The country at your pin")),
        ]
        groups = [(_("At your pin"), here), (_("Countries"), countries)]
        self.fields["region"].widget = forms.Select(choices=groups)


class DecisionForm(forms.Form):
    proposal = forms.UUIDField(required=False)
    why = forms.CharField(required=False, max_length=255)


class WhyForm(forms.Form):
    why = forms.CharField(required=False, max_length=MOST_LETTERS)


class HistoryForm(forms.Form):
    """Which changes; what means nothing finds nothing."""

    dataset = forms.CharField(label=_("Dataset"), required=False, max_length=64)
    who = forms.CharField(label=_("Who"), required=False, max_length=150)
    photo = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def filters(self) -> dict[str, Any]:
        paths = {"dataset": "photo__dataset", "who": "actor__username", "photo": "photo__public_id"}
        return {
            path: self.cleaned_data[name] for name, path in paths.items() if self.cleaned_data[name]
        }


class ImportForm(forms.Form):
    file = forms.FileField(label=_("A CSV with a header, or GeoJSON"), allow_empty_file=True)
