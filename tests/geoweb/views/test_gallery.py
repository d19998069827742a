import pytest

from geoweb.paging import LAST_PAGE, PAGE_SIZE
from predictor.models import Photo
from tests.album import add_photo, add_region

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def fifty_photos():
    body = b"not looked at by the page"
    return [add_photo(f"photo {number}", body=body) for number in range(50)]


def shown(response):
    return [photo.public_id for photo in response.context["page"].rows]


def test_pages_together_show_every_photo_once(client, fifty_photos):
    pages = [shown(client.get(f"/photos/?page={number}")) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 2]
    assert {name for page in pages for name in page} == {photo.public_id for photo in fifty_photos}


def test_show_more_is_a_plain_link(client, fifty_photos):
    assert 'href="/photos/?page=2"' in client.get("/photos/").content.decode()
    assert 'href="/photos/?page=4"' not in client.get("/photos/?page=3").content.decode()


def test_htmx_gets_the_items_alone(client, fifty_photos):
    response = client.get("/photos/?page=2", headers=HTMX)

    assert "<html" not in response.content.decode()
    assert response.content.decode().count("data-photo=") == PAGE_SIZE
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    "page", ["0", "-1", "x", "", "²", "1.5", "9" * 99, str(LAST_PAGE + 1), "4"]
)
def test_page_that_does_not_exist_is_not_found(client, fifty_photos, page):
    assert client.get("/photos/", {"page": page}).status_code == 404


def test_gallery_takes_one_query(client, django_assert_num_queries, fifty_photos):
    france = add_region("FR", "France")
    Photo.objects.update(region=add_region("FR-ARA", "Auvergne-Rhône-Alpes", france))

    with django_assert_num_queries(1):
        client.get("/photos/")


def test_caption_names_province_and_country(client):
    france = add_region("FR", "France")
    add_photo("lyon", region=add_region("FR-ARA", "Auvergne-Rhône-Alpes", france))

    html = client.get("/photos/").content.decode()

    assert 'alt="Photo taken in Auvergne-Rhône-Alpes, France"' in html


def test_caption_without_a_region_is_in_degrees(client):
    add_photo("nowhere")

    assert "46° N, 5° E" in client.get("/photos/").content.decode()


def test_names_are_escaped(client):
    add_photo("odd", region=add_region("XX", "<b>Bold</b> & Sons"))

    html = client.get("/photos/").content.decode()

    assert "<b>Bold" not in html
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons" in html


def test_empty_gallery_says_how_to_fill_it(client):
    assert "manage.py make_planet" in client.get("/photos/").content.decode()


def test_photo_without_a_file_is_not_shown(client):
    Photo.objects.filter(pk=add_photo("gone").pk).update(file="")

    assert shown(client.get("/photos/")) == []
