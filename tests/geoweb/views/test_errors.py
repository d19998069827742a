import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.test import Client
from django.urls import path


def odd(_request):
    raise BadRequest("odd")


def forbidden(_request):
    raise PermissionDenied


def broken(_request):
    raise RuntimeError("broken")


@pytest.fixture
def faulty_site(settings):
    """The real site with three addresses that always fail."""
    from geoweb import urls

    faults = [path("odd", odd), path("forbidden", forbidden), path("broken", broken)]
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": [*faults, *urls.urlpatterns]})
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("/odd", 400, "That request made no sense"),
        ("/forbidden", 403, "This is not yours to see"),
        ("/nowhere", 404, "Nothing at this place"),
        ("/broken", 500, "Something broke on our side"),
    ],
)
def test_error_page_has_the_face_of_the_site_and_a_way_back(faulty_site, address, code, words):
    response = faulty_site.get(address)
    html = response.content.decode()

    assert response.status_code == code
    assert words in html
    assert 'class="site-header"' in html
    assert '<a class="button" href="/">' in html


def test_error_pages_ask_the_database_nothing(faulty_site):
    # No database mark here: a query would fail the test.
    assert faulty_site.get("/broken").status_code == 500
