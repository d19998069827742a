"""Pages of the review: the figures, for reviewers alone, at the same cost however many rows."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from geoweb.domain.dealing import playable, unseen_by
from geoweb.domain.playing import about_guess, start
from geoweb.enums import ReviewChart
from geoweb.models import Deck, DeckPhoto, DeskLook, Review, Summary, User
from tests.album import jpeg
from tests.geoweb.sent import add_player

pytestmark = pytest.mark.django_db
PAGES = [
    "/review/",
    "/review/?by=province&metric=geoscore&sort=-country_pct",
    "/review/pigeon:1/table.csv",
    "/review/pigeon:1/map.json",
    "/review/pigeon:1/regions/A/",
    "/review/pigeon:2/regions/A1/",
    *(f"/review/pigeon:2/{kind}/" for kind in ReviewChart.values),
]


def text_of(path, client):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def somebody(who):
    client = Client()
    if who != "anonymous":
        user = User.objects.create_user(who)
        if who == "annotator":
            user.groups.add(Group.objects.get_or_create(name="annotators")[0])
        client.force_login(user)
    return client


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["anonymous", "player", "annotator"])
def test_others_find_nothing_there(locators, path, who):
    client = somebody(who)

    assert client.get(path).status_code == 404
    assert client.head(path).status_code == 404
    assert client.post(path).status_code in {404, 405}


def test_pictures_of_test_photos_are_for_reviewers(locators, rita):
    photo = locators[0].predictions.first().photo
    photo.file.save("p.jpg", io.BytesIO(jpeg()))
    path = reverse("reviewed-photo-file", args=[photo.public_id])

    assert somebody("player").get(path).status_code == 404
    assert rita.get(f"{path}?w=320")["Content-Type"] == "image/jpeg"
    assert "no-store" in rita.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", PAGES)
def test_reviewers_see_every_page(locators, rita, path):
    text_of(path, rita)


def test_administrators_see_them_too(locators):
    client = Client()
    client.force_login(User.objects.create_superuser("root"))

    assert "pigeon:1" in text_of("/review/", client)


def test_nothing_reviewed_says_what_to_do(rita):
    assert "manage.py predict" in text_of("/review/", rita)


@pytest.mark.parametrize(
    "path",
    [
        "/review/?locator=dove:1", "/review/?by=street", "/review/?metric=x", "/review/?page=9",
        "/review/?sort=x", "/review/?dataset=nowhere", "/review/pigeon:1/nothing/",
        "/review/?version=7", "/review/pigeon:1/regions/ZZ/", "/review/pigeon:9/map.json",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(locators, rita, path):
    assert rita.get(path).status_code == 404


def test_the_published_locator_is_shown_first_with_its_figures(locators, rita):
    told = text_of("/review/", rita)

    review = Review.objects.get(locator=locators[0])
    assert "61 test photos" in told
    assert f"{review.headline['country_pct'][0]:.1f}" in told
    assert "No earlier version" in told


def test_the_newer_version_is_compared_with_the_one_before(locators, rita):
    told = text_of("/review/?locator=pigeon:2", rita)

    assert "pigeon:2 minus pigeon:1, on the same 61 photos" in told


def test_the_table_is_sorted_as_asked(locators, rita):
    told = text_of("/review/?by=province&sort=name", rita)

    places = [told.index(f">{code}</a>") for code in ("A1", "A2", "B1", "B2")]
    assert places == sorted(places)
    assert 'aria-sort="ascending"' in told


def test_the_map_tells_drawn_figures_of_both_levels(locators, rita):
    told = json.loads(text_of("/review/pigeon:1/map.json?by=province&metric=geoscore", rita))

    rows = Summary.objects.filter(review__locator=locators[0], aspect="province")
    shrunk = {row.value: round(row.shrunk[1], 2) for row in rows}
    assert {code: row[0] for code, row in told["provinces"].items()} == shrunk
    assert set(told["countries"]) == {"A", "B"}


def test_the_file_has_every_row_with_its_interval(locators, rita):
    rows = list(csv.DictReader(io.StringIO(text_of("/review/pigeon:1/table.csv?by=country", rita))))

    summary = Summary.objects.get(review__locator=locators[0], aspect="country", value="A")
    found = next(row for row in rows if row["code"] == "A")
    assert len(rows) == 2
    assert float(found["median_km"]) == pytest.approx(summary.figures[0], abs=1e-3)
    assert float(found["country_pct_low"]) == pytest.approx(summary.lows[7], abs=1e-3)


def test_a_name_is_no_formula(locators, rita):
    summary = Summary.objects.filter(aspect="country", value="A").first()
    type(summary.region).objects.filter(pk=summary.region_id).update(name="=1+1")

    assert "'=1+1" in text_of("/review/pigeon:1/table.csv", rita)


def test_who_sees_the_worst_errors_has_seen_these_photos(locators, rita):
    told = text_of("/review/pigeon:1/regions/A/", rita)

    looks = DeskLook.objects.filter(user__username="rita")
    assert looks.count() == told.count('loading="lazy"') == 12
    text_of("/review/pigeon:1/regions/A/", rita)
    assert looks.count() == 12


def test_where_photos_are_sent_adds_up(locators, rita):
    response = rita.get("/review/pigeon:1/regions/A/")

    sent = sum(each["to"].photos for each in response.context["sent"])
    bins = sum(response.context["histogram"].series[0].values)
    assert sent == bins == response.context["row"].summary.photos


@pytest.mark.parametrize("path", ["/review/?by=province", "/review/pigeon:1/regions/A/"])
def test_pages_cost_the_same_however_many_rows(locators, rita, path, django_assert_max_num_queries):
    rita.get(path)  # the player is there from now on
    review = Review.objects.get(locator=locators[0])
    some = list(Summary.objects.filter(review=review, aspect="province"))
    for number in range(60):
        row = some[number % len(some)]
        row.pk, row.value = None, f"X{number}"
        row.save()

    with django_assert_max_num_queries(24):
        text_of(path, rita)


def test_a_photo_seen_here_does_not_count_when_played(locators, rita):
    photo = locators[0].predictions.first().photo
    player = add_player("Rita", user=User.objects.get(username="rita"))
    DeskLook.objects.create(user=player.user, photo=photo)
    deck = Deck.objects.create(mode="classic", dealt_for=player)
    DeckPhoto.objects.create(deck=deck, number=1, photo=photo)

    played = start(deck, player).rounds.get()

    assert not played.is_first_look
    assert about_guess(played, player).has_looked
    assert photo not in unseen_by(player, playable())
