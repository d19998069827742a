import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from geoweb.media import media_storage

NOTHING = dict.fromkeys(["bucket", "endpoint", "region", "prefix"], "") | {"credentials": ("", "")}
SHOW = """
import django; django.setup()
from django.core.files.storage import default_storage as storage
print(storage.__class__.__name__, storage.url("uploads/a.jpg"))
"""


def test_without_a_bucket_photos_are_kept_in_a_folder():
    assert media_storage(**NOTHING)["BACKEND"].endswith("FileSystemStorage")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"endpoint": "https://s3.example"}, "set without MEDIA_S3_BUCKET"),
        ({"bucket": "https://s3.example/photos"}, "set it to the name of a bucket"),
        ({"bucket": "Photos"}, "set it to the name of a bucket"),
        ({"bucket": "photos", "credentials": ("key", "")}, "set both, or neither"),
        ({"bucket": "photos", "credentials": ("", "secret")}, "set both, or neither"),
    ],
)
def test_odd_values_are_refused_with_a_remedy(given, complaint):
    with pytest.raises(ImproperlyConfigured, match=complaint):
        media_storage(**NOTHING | given)


def test_settings_resolve_to_a_private_bucket():
    """In a process of its own, as it starts: signed addresses, and nobody is asked."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "geoweb.settings",
        "MEDIA_S3_BUCKET": "homing-photos",
        "MEDIA_S3_ENDPOINT": "http://localhost:9000",
        "MEDIA_S3_REGION": "eu-central-1",
        "MEDIA_S3_PREFIX": "/site/",
        "MEDIA_S3_KEY": "key",
        "MEDIA_S3_SECRET": "secret",
    }
    done = subprocess.run(
        [sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=True
    )
    name, address = done.stdout.split()
    assert name == "S3Storage"
    assert address.startswith("http://localhost:9000/homing-photos/site/uploads/a.jpg?")
    assert "Signature" in address
