"""Takes reports of visitors: something is wrong with a photo, says a person."""

from django.db import transaction

from geoweb.domain.audit import Who, record
from geoweb.enums import FlagReason, FlagState, UploadAct
from geoweb.models import Flag, Player, Upload
from predictor.models import Photo

MOST_LETTERS = 2000


def report(photo: Photo, player: Player, reason: FlagReason, text: str = "") -> Flag:
    """One open flag for a player and a photo: saying it again changes what the open one says."""
    said = {"reason": reason, "text": text.strip()[:MOST_LETTERS]}
    with transaction.atomic():
        # Two presses at once queue up here; there is no row of the flag yet that one could lock.
        Photo.objects.select_for_update().only("pk").get(pk=photo.pk)
        flag, is_new = Flag.objects.update_or_create(
            photo=photo, player=player, state=FlagState.OPEN, defaults=said
        )
        if is_new:
            upload = Upload.objects.filter(views__photo=photo).first()
            record(UploadAct.REPORTED, upload, who=Who(player), detail=str(reason))
    return flag
