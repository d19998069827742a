"""The log of what was done with uploads: who, when, what; never where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from geoweb.enums import UploadAct
from geoweb.models import Player, Upload, UploadEvent, User

DIGEST_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Who:
    """The visitor, if not the uploader; and an operator who acts on another's upload."""

    player: Player | None = None
    actor: User | None = None


NOBODY = Who()


def record(
    act: UploadAct,
    upload: Upload | None = None,
    *,
    who: Who = NOBODY,
    address: str = "",
    detail: str = "",
) -> None:
    UploadEvent.objects.create(
        upload_id_was=upload.public_id if upload else None,
        player=who.player or (upload.player if upload else None),
        actor=who.actor,
        act=act,
        address=digest(address) if address else "",
        detail=detail[:255],
    )


def record_all(act: UploadAct, uploads: Iterable[Upload]) -> None:
    """One statement for the many uploads of a worker's batch."""
    UploadEvent.objects.bulk_create(
        UploadEvent(
            upload_id_was=upload.public_id,
            player_id=upload.player_id,
            act=act,
            detail=upload.failure,
        )
        for upload in uploads
    )


def digest(address: str) -> str:
    """Equal addresses look equal; without the secret key nobody can tell which they were."""
    return salted_hmac("geoweb.audit", address).hexdigest()[:DIGEST_LETTERS]


def forget_old_lines() -> int:
    before = timezone.now() - timedelta(days=settings.UPLOAD_LOG_DAYS)
    count, _ = UploadEvent.objects.filter(at__lt=before).delete()
    return count
