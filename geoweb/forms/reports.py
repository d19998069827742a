"""What visitors say is wrong with a photo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from geoweb.domain.reports import MOST_LETTERS
from geoweb.enums import FlagReason


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=FlagReason.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In your words, if you like"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 4}),
    )
