"""How long a body is said to be, and what becomes of one that is too long."""

import pytest
from django.test import RequestFactory

from geoweb.bodies import is_too_large, largest_upload_bytes, said_bytes


def asked(body=b"x" * 1000, **headers):
    return RequestFactory().post("/", body, content_type="text/plain", **headers)


@pytest.mark.parametrize(("header", "length"), [("12", 12), ("", 0), ("many", 0), ("0x10", 0)])
def test_length_is_read_as_django_does(header, length):
    assert said_bytes(asked(CONTENT_LENGTH=header)) == length


@pytest.mark.parametrize(("most", "is_too_much"), [(999, True), (1000, False)])
def test_body_is_too_large_by_one_byte(most, is_too_much):
    assert is_too_large(asked(), most) is is_too_much


def test_too_large_a_body_is_read_away():
    request = asked()

    assert is_too_large(request, 10)
    assert request.read() == b""


def test_body_beyond_patience_is_left():
    request = asked(CONTENT_LENGTH=str(2**40))

    assert is_too_large(request, 10)
    assert request.read(10) == b"x" * 10


def test_upload_may_have_four_pictures_and_a_form(settings):
    settings.UPLOAD_LARGEST_MB = 5

    assert largest_upload_bytes() == 21 * 2**20
