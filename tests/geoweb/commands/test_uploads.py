import io

import pytest
from django.core.management import CommandError, call_command

from geoweb.domain.switches import uploads_are_open
from geoweb.models import Switch, Upload, UploadEvent
from tests.geoweb.sent import add_upload

pytestmark = pytest.mark.django_db(transaction=True)


def said(*words, **options):
    out = io.StringIO()
    call_command("uploads", *words, stdout=out, **options)
    return out.getvalue()


def test_the_switch_turns_uploads_off_and_on():
    assert uploads_are_open()

    said("off", why="too many at once")
    assert not uploads_are_open()
    assert "uploads are off (too many at once)" in said("status")

    said("on")
    assert uploads_are_open()
    assert Switch.objects.count() == 1
    assert UploadEvent.objects.count() == 2


def test_status_counts_states():
    assert "none yet" in said("status")
    add_upload()

    assert "1 pending" in said("status")


def test_takedown_by_id_and_by_hash():
    one, other = add_upload(), add_upload()

    assert said("takedown", str(one.public_id)).startswith("1 uploads deleted")
    assert said("takedown", other.views.get().received_sha256).startswith("1 uploads deleted")
    assert not Upload.objects.exists()


@pytest.mark.parametrize("what", ["nonsense", "0" * 63, "12345678-1234-4234-8234-123456789abc"])
def test_takedown_of_what_is_not_there_says_so(what):
    with pytest.raises(CommandError, match=r"neither|no upload"):
        said("takedown", what)
