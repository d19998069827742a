"""What the upload page says before anything is sent: limits, and what will be told."""

from typing import Any

from django.conf import settings

from geoweb.domain.policy import terms_for
from geoweb.models.uploads import MAX_VIEWS
from geoweb.queries.places import has_regions

FORMATS = ("image/jpeg", "image/png", "image/webp")


def about_uploading() -> dict[str, Any]:
    return {
        "formats": ",".join(FORMATS),
        "has_regions": has_regions(),
        "keep_days": settings.UPLOAD_KEEP_DAYS,
        "megabytes": settings.UPLOAD_LARGEST_MB,
        "megapixels": settings.UPLOAD_MEGAPIXELS,
        "most_views": MAX_VIEWS,
        "placeless_terms": terms_for(None),
    }
