"""Where photos are kept: a folder, or a bucket of an S3-compatible object store."""

import re
from importlib.util import find_spec
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

FOLDER: Final = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def media_storage(
    *, bucket: str, endpoint: str, region: str, prefix: str, credentials: tuple[str, str]
) -> dict[str, Any]:
    key, secret = credentials
    if not bucket:
        refuse_settings_without_a_bucket(endpoint, region, prefix, key, secret)
        return FOLDER
    if not BUCKET.fullmatch(bucket):
        raise ImproperlyConfigured(
            f"MEDIA_S3_BUCKET={bucket!r}: set it to the name of a bucket, 3 to 63 of a-z, 0-9, "
            "dots and hyphens; the address of the store goes into MEDIA_S3_ENDPOINT."
        )
    if bool(key) != bool(secret):
        raise ImproperlyConfigured(
            "Only one of MEDIA_S3_KEY and MEDIA_S3_SECRET is set: set both, or neither when the "
            "machine has a role or AWS_* variables of its own."
        )
    if find_spec("storages") is None:
        raise ImproperlyConfigured(
            "MEDIA_S3_BUCKET needs two packages more. Run: pip install -r requirements-s3.txt"
        )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "region_name": region or None,
            "location": prefix.strip("/"),
            "access_key": key or None,
            "secret_key": secret or None,
            "addressing_style": "path" if endpoint else "auto",  # few stores have wildcard names
            "default_acl": None,  # private, as the bucket says
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }


def refuse_settings_without_a_bucket(*values: str) -> None:
    if any(values):
        raise ImproperlyConfigured(
            "MEDIA_S3_* is set without MEDIA_S3_BUCKET: set that, too, or none of them to keep "
            "photos in a folder."
        )
