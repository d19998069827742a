"""Why a picture is not taken, in the visitor's language: the predictor speaks English only."""

from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from predictor.intake.foreign import foreign_format
from predictor.intake.images import Unreadable, UnreadableImage

SENTENCES: Final[dict[Unreadable, str | Promise]] = {
    Unreadable.UNREADABLE: _("This is damaged, or no picture at all."),
    Unreadable.TOO_SMALL: _("The picture is too small to see anything in it."),
    Unreadable.TOO_HEAVY: _("Opening the picture took too much memory or time."),
}
# As predictor.intake.foreign names them; a name that is missing here is shown in English.
FOREIGN: Final[dict[str, str | Promise]] = {
    "a GIF picture": _("a GIF picture"),
    "a BMP picture": _("a BMP picture"),
    "a TIFF or raw picture": _("a TIFF or raw picture"),
    "a JPEG 2000 picture": _("a JPEG 2000 picture"),
    "a JPEG XL picture": _("a JPEG XL picture"),
    "a HEIC picture": _("a HEIC picture"),
    "an AVIF picture": _("an AVIF picture"),
    "an icon": _("an icon"),
    "a PDF document": _("a PDF document"),
    "a ZIP archive": _("a ZIP archive"),
    "a Photoshop document": _("a Photoshop document"),
    "an SVG drawing": _("an SVG drawing"),
    "a web page": _("a web page"),
    "a video": _("a video"),
}


def in_words(error: UnreadableImage, received: bytes) -> str:
    if error.code == Unreadable.WRONG_FORMAT:
        name = foreign_format(received)
        return str(_("This is %(what)s.")) % {"what": FOREIGN.get(name, name)}
    if error.code == Unreadable.TOO_LARGE:
        most = settings.UPLOAD_MEGAPIXELS
        sentence = ngettext(
            "The picture has more than %(count)d megapixel.",
            "The picture has more than %(count)d megapixels.",
            most,
        )
        return sentence % {"count": most}
    return str(SENTENCES[error.code])
