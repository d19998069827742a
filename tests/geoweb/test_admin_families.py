"""Regions, photos, locators, players: listed at one price, shown with a map, changed by rules."""

import pytest
from django.test import Client
from django.urls import reverse

from geoweb.domain.review_refresh import refresh
from geoweb.models import DeskLook, User
from predictor.models import Locator, Photo, Split
from tests.album import add_photo, add_region
from tests.geoweb.sent import add_player, add_upload
from tests.predictor.evaluation.world import make_locator

pytestmark = pytest.mark.django_db
LISTS = [
    *("predictor_region", "predictor_place", "predictor_photo", "predictor_locator"),
    *("geoweb_player", "geoweb_review", "geoweb_reviewrefresh", "geoweb_flag", "geoweb_upload"),
]


@pytest.fixture
def root(client):
    client.force_login(User.objects.create_superuser("root"))
    return client


def body_of(client, name, *args):
    response = client.get(reverse(f"admin:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens(root, name):
    add_region("FR", "France")
    add_photo("one")
    make_locator()
    refresh()

    body_of(root, f"{name}_changelist")


@pytest.mark.parametrize("name", ["predictor_photo", "predictor_region", "geoweb_player"])
def test_lists_cost_the_same_however_many_rows(root, name, django_assert_max_num_queries):
    country = add_region("FR", "France")
    for number in range(12):
        add_region(f"FR-{number}", f"Province {number}", country)
        add_photo(f"photo {number}", region=country)
        add_player(f"Player {number}")

    with django_assert_max_num_queries(9):
        body_of(root, f"{name}_changelist")


def test_a_photo_is_shown_with_its_map_and_counts_as_seen(root):
    photo = add_photo("one", split=Split.TEST)
    add_player("Root", user=User.objects.get(username="root"))

    body = body_of(root, "predictor_photo_change", photo.pk)

    assert 'data-lat="45.760000"' in body
    assert reverse("reviewed-photo-file", args=[photo.public_id]) in body
    assert "js/point-map.js" in body
    assert DeskLook.objects.get().photo == photo


def test_private_uploads_are_not_among_the_photos(root):
    photo = add_upload().views.get().photo

    assert str(photo.public_id) not in body_of(root, "predictor_photo_changelist")
    address = reverse("admin:predictor_photo_change", args=[photo.pk])
    assert root.get(address).status_code == 302


def test_places_are_not_changed_by_hand(root):
    photo = add_photo("one")

    address = reverse("admin:predictor_photo_change", args=[photo.pk])
    assert root.post(address, {"split": "test"}).status_code == 403
    assert Photo.objects.get().split == Split.TRAIN


def act(client, name, *locators):
    data = {"action": name, "_selected_action": [each.pk for each in locators]}
    address = reverse("admin:predictor_locator_changelist")
    return client.post(address, data, follow=True).content.decode()


@pytest.fixture
def versions():
    found = [make_locator(version=1), make_locator(version=2, state="draft")]
    Locator.objects.update(checkpoint="checkpoints/one.safetensors")
    return found


def states():
    return list(Locator.objects.order_by("version").values_list("state", flat=True))


def test_publishing_retires_the_one_before(root, versions):
    act(root, "publish", versions[1])

    assert states() == ["retired", "published"]


def test_retiring_is_for_what_is_published(root, versions):
    told = act(root, "retire", *versions)

    assert states() == ["retired", "draft"]
    assert "Only the published version" in told


def test_without_a_checkpoint_nothing_is_published(root, versions):
    Locator.objects.filter(version=2).update(checkpoint="")

    assert "no checkpoint" in act(root, "publish", versions[1])
    assert states() == ["published", "draft"]


@pytest.mark.parametrize("who", ["player", "reviewers"])
def test_neither_players_nor_reviewers_publish(versions, who):
    client = Client()
    client.force_login(User.objects.create_user(who, is_staff=who == "reviewers"))

    response = client.post(
        reverse("admin:predictor_locator_changelist"),
        {"action": "publish", "_selected_action": [versions[1].pk]},
    )

    assert response.status_code in {302, 403}
    assert states() == ["published", "draft"]
