"""What a reviewer asks of a review: which set of photos, by what, in which order."""

from typing import Any

from django import forms

from geoweb.enums import Aspect, Figure

BY = [(Aspect.COUNTRY.value, Aspect.COUNTRY.label), (Aspect.PROVINCE.value, Aspect.PROVINCE.label)]
PLAIN_ORDERS = ("photos", "name")
ORDERS = [f"{sign}{name}" for name in (*PLAIN_ORDERS, *Figure.values) for sign in ("", "-")]


class ReviewForm(forms.Form):
    locator = forms.CharField(max_length=80, required=False)
    dataset = forms.CharField(max_length=64, required=False)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    by = forms.ChoiceField(choices=BY, required=False)
    metric = forms.ChoiceField(choices=Figure.choices, required=False)
    sort = forms.ChoiceField(choices=[(name, name) for name in ORDERS], required=False)
    page = forms.IntegerField(min_value=1, max_value=500, required=False)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        defaults = {
            "by": Aspect.COUNTRY.value,
            "metric": Figure.MEDIAN.value,
            "sort": "-photos",
            "page": 1,
        }
        return asked | {name: asked.get(name) or value for name, value in defaults.items()}
