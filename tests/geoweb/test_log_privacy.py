"""No line of the whole life of an upload says where it was taken, how it was called, or whose it is."""

import io
import json
import logging

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from structlog.stdlib import ProcessorFormatter

from geoweb.domain.answering import answer_pending
from geoweb.models import Upload
from geoweb.tasks import decode
from tests.album import jpeg
from tests.geoweb.sent import add_locator, made_answer
from tests.geoweb.views.conftest import picture

pytestmark = pytest.mark.django_db(transaction=True)
PIN = {"lat": "-33.4417", "lng": "151.2345"}
SECRETS = ["33.44", "151.23", "Sue Secret", "45.76", "4.83", "127.0.0.1", "198.51.100.7"]


@pytest.fixture
def log():
    """What goes to stderr, in the very form."""
    handlers = logging.getLogger().handlers
    handler = next(each for each in handlers if isinstance(each.formatter, ProcessorFormatter))
    written = io.StringIO()
    stderr = handler.setStream(written)
    yield written
    handler.setStream(stderr)


def locate(places, locator):
    return [made_answer() for _ in places]


def told(text):
    return [secret for secret in SECRETS if secret in text]


def events(text):
    return {json.loads(line)["event"] for line in text.splitlines() if line.startswith("{")}


def test_the_life_of_an_upload_is_logged_by_ids_only(log):
    add_locator()
    client = Client(REMOTE_ADDR="198.51.100.7")
    client.post("/upload/", {"views": [picture("Sue Secret at home.jpg")], **PIN})
    client.post("/upload/", {"views": [picture("Sue Secret.jpg", b"no picture")], **PIN})
    client.post("/upload/", {"views": [picture("Sue Secret 2.jpg", jpeg()[:700])]})
    client.get("/api/regions/at/", PIN)

    answer_pending(locate, decode)
    upload = Upload.objects.order_by("pk")[0]
    client.get(f"/uploads/{upload.public_id}/")
    client.post(f"/uploads/{upload.public_id}/delete/")

    text = log.getvalue()
    assert told(text) == []
    assert {"upload_ended", "upload_batch", "request_finished"} <= events(text)
    assert str(upload.public_id) in text


def test_a_fault_while_answering_tells_no_place(log):
    add_locator()
    Client().post("/upload/", {"views": [picture("Sue Secret at home.jpg")], **PIN})

    def refused(places, locator):
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO geoweb_upload (reason) VALUES ('{PIN['lat']}')")

    answer_pending(refused, decode)

    text = log.getvalue()
    assert "uploads_not_answered" in events(text)
    assert IntegrityError.__name__ in text
    assert told(text) == []
