"""What the map module needs to know: tile addresses, attribution, and every word it may show."""

from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geoweb.memory import Memory

register = template.Library()

TILE_LAYERS = ("countries", "provinces", "places")
PINS = ("you", "model", "truth", "label")


def map_texts() -> dict[str, str]:
    return (
        {
            "title": _("World map"),
            "zoomIn": _("Zoom in"),
            "zoomOut": _("Zoom out"),
            "toGlobe": _("Show the globe"),
            "toFlat": _("Show the flat map"),
            "asking": _("Looking …"),
            "kmFrom": _("%(distance)s km from %(place)s"),
            "closeTo": _("close to %(place)s"),
            "atSea": _("At sea, %(distance)s km from %(place)s"),
            "unknown": _("Nothing is known about this place."),
            "askFailed": _("The place could not be looked up. Try again in a moment."),
            "photoOf": _("Photo taken in %(place)s"),
            "moreFailed": _("More photos could not be loaded. Try again."),
        }
        | upload_texts()
        | game_texts()
        | review_texts()
        | desk_texts()
    )


def upload_texts() -> dict[str, str]:
    return {
        "remove": _("Remove %(name)s"),
        "tooMany": _("At most %(count)s photos of one place: the first ones were kept."),
        "tooLarge": _("%(name)s has more than %(count)s MB. Send a smaller copy."),
        "noPicture": _("%(name)s is no JPEG, PNG or WebP picture."),
        "noPhotos": _("Choose one to four photos first."),
        "pinned": _("Pinned at %(place)s. Drag the pin to mend it."),
        "pinPlace": _("Click the map to pin the place; drag the pin to mend it."),
        "placeFirst": _("Pin the place first: only then can it be played."),
        "sent": _("%(done)s of %(all)s MB sent"),
        "checking": _("Sent. Being checked …"),
        "sendFailed": _("This did not reach us whole. Nothing is lost: press Send again."),
        "formTooOld": _("The form had been open too long. Reload the page, then send again."),
        "waited": _("%(seconds)s s so far."),
    }


def game_texts() -> dict[str, str]:
    return {
        "yourPin": _("Your pin: %(place)s"),
        "putPin": _("Click the map to put your pin there."),
        "pinFirst": _("Put your pin on the map first."),
        "guessLost": _("This did not reach us. Your pin is kept: press Guess again."),
        "timeShort": _("%(seconds)s seconds left"),
        "timeUp": _("Time is up."),
        "townsFound": _("Towns found: %(count)s. Arrow down goes to them."),
        "noTown": _("No town begins like that."),
        "copied": _("Copied."),
        "copyByHand": _("It is selected: copy it by hand."),
        "nextDaily": _("The next one comes in %(left)s, at midnight UTC."),
        "dailyIsHere": _("The next one is here: reload the page."),
    }


def review_texts() -> dict[str, str]:
    return {
        "reviewed": _("%(name)s: %(value)s, photos: %(count)s"),
        "notReviewed": _("%(name)s: no test photo"),
        "reviewFailed": _("The figures could not be loaded. Reload the page to try again."),
    }


def desk_texts() -> dict[str, str]:
    return {
        "holdShort": _("You hold this photo for %(seconds)s more seconds."),
        "holdEnded": _("You do not hold this photo any more. Take it again before you decide."),
        "holdKept": _("You hold this photo longer."),
        "holdLost": _("This photo could not be held longer. Try again in a moment."),
        "hereProvince": _("The province at your pin: %(name)s"),
        "hereCountry": _("The country at your pin: %(name)s"),
        "pinNumber": _("Pin %(number)s"),
        "opinionOf": _("Opinion %(letter)s"),
    }


def map_settings() -> dict[str, Any]:
    return {
        "tiles": {layer: f"/tiles/{layer}/{{z}}/{{x}}/{{y}}.mvt" for layer in TILE_LAYERS},
        "worker": static("vendor/maplibre/maplibre-gl-worker.mjs"),
        "pins": {kind: static(f"img/pin-{kind}.svg") for kind in PINS},
        "raster": settings.RASTER_TILES_URL,
        "askUrl": reverse("region-at"),
        "placesUrl": reverse("api-places"),
        "texts": map_texts(),
    }


@register.simple_tag
def map_settings_script() -> SafeString:
    here = (get_language(), settings.RASTER_TILES_URL)
    if settings.DEBUG:
        return written()
    return kept_settings.values([here], lambda _: {here: written()})[here]


def written() -> SafeString:
    return json_script(map_settings(), "map-settings")


# By language: forty texts, which no visitor changes.
kept_settings: Memory[tuple[str | None, str], SafeString] = Memory(seconds=3600.0, most=64)


@register.simple_tag
def raster_attribution() -> str:
    return settings.RASTER_TILES_ATTRIBUTION if settings.RASTER_TILES_URL else ""
