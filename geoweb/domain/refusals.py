"""Why a request of a visitor is not granted: what page and API say, and with which status."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Text = str | Promise


class Refusal(Exception):  # noqa: N818 - an answer to a visitor, not a fault of ours
    """`text` says what is wrong, `remedy` what the visitor can do."""

    status = 400
    code = "refused"
    text: Text = ""  # or what the instance was given
    remedy: Text = ""
    retry_after_s: int | None = None
    faults: Mapping[str, Text] = {}  # what is wrong where, in what was sent

    def __init__(self, text: Text = "", *, retry_after_s: int | None = None) -> None:
        self.text = text or self.text
        self.retry_after_s = retry_after_s or self.retry_after_s
        super().__init__(self.code)


class NoPicture(Refusal):
    code = "no_picture"
    text = _("There is no picture in what was sent.")
    remedy = _("Choose one to four photos of one place.")


class TooManyViews(Refusal):
    code = "too_many_views"
    text = _("These are more than four photos.")
    remedy = _("Send one to four photos of one place.")


class TooManyBytes(Refusal):
    status = 413
    code = "too_many_bytes"
    remedy = _("Send a smaller copy.")

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            ngettext_lazy(
                "A photo may have at most %(count)d MB.",
                "A photo may have at most %(count)d MB.",
                megabytes,
            )
            % {"count": megabytes}
        )


class BadPicture(Refusal):
    status = 422
    code = "unreadable"
    text = _("This is no picture that we can read.")
    remedy: Text = _("Send a JPEG, PNG or WebP picture.")

    def __init__(self, code: str, text: Text, remedy: Text = "") -> None:
        self.code, self.remedy = code, remedy or self.remedy
        super().__init__(text)


class NoExifPlace(Refusal):
    status = 422
    code = "no_exif_place"
    text = _("The photo does not say where it was taken.")
    remedy = _("Pin the place on the map, or send the photo without a place.")


class PlacelessPlay(Refusal):
    status = 422
    code = "play_needs_place"
    text = _("A photo can only be played when it is known where it was taken.")
    remedy = _("Pin the place first, or keep the photo private.")


class PinFirst(Refusal):
    status = 403
    code = "pin_first"
    text = _("Photos without a known place are not answered here.")
    remedy = _("Pin where the photo was taken, and see how close the model comes.")


class TakenDown(Refusal):
    status = 451
    code = "taken_down"
    text = _("This photo was taken down and is not accepted again.")


class InPlay(Refusal):
    status = 409
    code = "in_play"
    text = _("This photo is part of the game, so its place is not told.")
    remedy = _("Play it, or send another photo.")


class KeyReused(Refusal):
    status = 422
    code = "idempotency_key_reused"
    text = _("This Idempotency-Key was used before, for other photos.")
    remedy = _("Make a new key for each upload.")


class QuotaPassed(Refusal):
    status = 429
    code = "quota"
    text = _("You have sent as many photos as one may for now.")
    remedy = _("Come back later.")


class UploadsClosed(Refusal):
    status = 503
    code = "uploads_closed"
    text = _("Uploads are switched off for now.")
    remedy = _("Come back later; photos that wait are not lost.")
    retry_after_s = 600


class NotNow(Refusal):
    status = 503
    code = "unavailable"
    text = _("We cannot take photos at this moment.")
    remedy = _("Send it again in a few seconds.")
    retry_after_s = 5
