"""Which board is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from geoweb.enums import PlayerKind

ANYBODY = ("", _("Everybody"))


class BoardForm(forms.Form):
    """An address that was written by hand and means nothing is answered by 404."""

    scope = forms.CharField(required=False, max_length=32)
    kind = forms.ChoiceField(required=False, choices=[ANYBODY, *PlayerKind.choices])
    against = forms.UUIDField(required=False)
