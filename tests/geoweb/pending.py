"""Uploads that wait for a worker, as receiving leaves them."""

import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from geoweb.enums import Terms
from geoweb.models import Upload, UploadPhoto
from predictor.models import Photo
from predictor.models.points import to_point
from tests.album import LYON, jpeg


def wait(*pictures, age_s=10.0, terms=Terms.DUEL, **fields):
    """One upload with a view for each picture; a plain one if none is given."""
    fields = {"not_before": timezone.now() - timedelta(seconds=age_s), **fields}
    truth = to_point(LYON) if terms == Terms.DUEL else None
    upload = Upload.objects.create(terms=terms, truth=truth, **fields)
    Upload.objects.filter(pk=upload.pk).update(created_at=fields["not_before"])
    for number, picture in enumerate(pictures or [jpeg()], start=1):
        photo = Photo.objects.create(dataset="uploads", source_id=uuid.uuid4().hex)
        name = default_storage.save(f"incoming/{uuid.uuid4().hex}", ContentFile(picture))
        UploadPhoto.objects.create(upload=upload, photo=photo, number=number, incoming=name)
    return upload


def claimed(*, by, age_s=0.0, attempts=1):
    """One that somebody holds."""
    upload = wait()
    since = timezone.now() - timedelta(seconds=age_s)
    claim = {"claim": uuid.uuid4(), "claimed_by": by, "claimed_at": since}
    Upload.objects.filter(pk=upload.pk).update(state="claimed", attempts=attempts, **claim)
    upload.refresh_from_db()
    return upload
