"""The label desk in a real browser: two annotators, one reviewer, by keyboard, mouse and touch."""

import time
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from geoweb.models import DeskClaim, LabelEvent, Proposal
from predictor.geodesy import LatLng
from predictor.models import Locator, Photo, Split
from predictor.models.points import to_latlng
from tests.album import add_photo, jpeg
from tests.geoweb.dealt import foretell
from tests.geoweb.desk.at_desk import LYON, PARIS, add_worker, say, suspect
from tests.geoweb.sent import add_locator
from tests.pages.conftest import DESK, PHONE, map_is_drawn, screenshot
from tests.pages.test_accessibility import faults

MADRID, CAIRO = LatLng(40.42, -3.70), LatLng(30.04, 31.24)
REASONS = [
    {"reason": "far", "weight": 3.1, "km": 1420, "usual_km": 380},
    {"reason": "neighbours", "weight": 1.8, "km": 1290},
    {"reason": "cell", "weight": 0.9, "percent": 2},
]
PLACES = [("locator", PARIS, 0.7), ("swap", LatLng(4.84, 45.76), 0.2), ("crowd", MADRID, 0.1)]


@pytest.fixture(autouse=True)
def no_checks(settings):
    cache.clear()
    settings.DESK_CHECKS_PERCENT = 0


@pytest.fixture
def doubted(some_countries):
    """Three photos said to be at Lyon, the first the most suspicious, with a lookalike."""
    locator = Locator.objects.first() or add_locator()
    alike = add_photo("lookalike", PARIS, body=jpeg(colour="tan"), licence="CC0-1.0")
    photos = []
    for number, hue in enumerate((30, 190, 280)):
        photo = add_photo(
            f"doubted {number}",
            LYON,
            split=Split.TEST,
            body=jpeg(colour=f"hsl({hue}, 60%, 70%)"),
        )
        pins = [{"kind": k, "lat": at.lat, "lng": at.lng, "share": s} for k, at, s in PLACES]
        suspect(photo, score=0.95 - number / 10, reasons=REASONS, hypotheses=pins)
        photos.append(photo)
        made = foretell(photo, PARIS, locator)
        member = {"photo_id": alike.pk, "latlng": [PARIS.lat, PARIS.lng], "weight": 0.7}
        made.evidence = made.evidence | {"members": [member]}
        made.save()
    return photos


@pytest.fixture
def ann(doubted):
    return add_worker("ann")


@pytest.fixture
def bob(doubted):
    return add_worker("bob")


@pytest.fixture
def rita(doubted):
    return add_worker("rita", "reviewers")


@pytest.fixture
def at_desk(open_page, live_server):
    """at_desk(user, "/desk/"): a browser of that user's own."""

    def opened(user, path="/desk/", **options):
        client = Client()
        client.force_login(user)
        key = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
        return open_page(
            path,
            before=lambda page: page.context.add_cookies([cookie]),
            **{"reduced_motion": "reduce", **options},
        )

    return opened


def at_photo(page, photo):
    page.wait_for_url(f"**/desk/{photo.public_id}/**")
    map_is_drawn(page)
    page.locator("#lens[tabindex]").wait_for()


def pinned(page):
    page.locator("#pinned", has_text="Your pin:").wait_for()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


# --- The whole way


def test_two_annotators_agree_by_keyboard_and_a_reviewer_reverts(at_desk, doubted, ann, bob, rita):
    first, then, _last = doubted
    page = at_desk(ann)
    page.locator("#next-photo").press("Enter")
    at_photo(page, first)
    press(page, "1")
    pinned(page)
    press(page, "Enter")
    at_photo(page, then)  # the next one comes at once

    other = at_desk(bob, "/desk/second/")
    other.locator("#next-photo").press("Enter")
    at_photo(other, first)
    assert "Paris" not in other.locator("#refusal-place").inner_text()
    press(other, "1", "Shift+ArrowRight", "p", "Enter")
    other.wait_for_url("**/desk/second/")

    assert LabelEvent.objects.count() == 1
    first.refresh_from_db()
    assert to_latlng(first.point) == PARIS

    reviewer = at_desk(rita, "/desk/history/")
    reviewer.get_by_role("button", name="Revert").click()
    reviewer.get_by_text("Reverted: the label is as it was before.").wait_for()
    first.refresh_from_db()
    assert to_latlng(first.point) == LYON
    map_is_drawn(page)


def test_a_decision_takes_less_than_five_seconds(at_desk, doubted, ann):
    page = at_desk(ann)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])

    start = time.perf_counter()
    press(page, "1", "Enter")
    at_photo(page, doubted[1])
    press(page, "k")
    at_photo(page, doubted[2])

    took = (time.perf_counter() - start) / 2
    print(f"a decision, until the next map is drawn: {took:.2f} s")
    assert took < 5
    assert list(Proposal.objects.values_list("verdict", flat=True).order_by("pk")) == [
        "place",
        "keep",
    ]


def test_disagreement_goes_to_a_reviewer(at_desk, doubted, ann, bob, rita):
    photo = doubted[0]
    say(photo, ann, PARIS, why="The tower.")
    page = at_desk(bob, "/desk/second/")
    page.locator("#next-photo").click()
    at_photo(page, photo)
    press(page, "3", "Enter")
    page.wait_for_url("**/desk/second/")
    assert to_latlng(Photo.objects.get(pk=photo.pk).point) == LYON

    reviewer = at_desk(rita, "/desk/disagreements/")
    map_is_drawn(reviewer)
    assert reviewer.locator(".map .named-pin").all_inner_texts() == ["A", "B"]
    screenshot(reviewer, "desk-disagreements-desk")
    reviewer.get_by_role("button", name="B is right").click()
    reviewer.get_by_text("Decided: the label has changed.").wait_for()

    assert to_latlng(Photo.objects.get(pk=photo.pk).point) == MADRID


def test_nobody_seconds_their_own(at_desk, doubted, ann):
    say(doubted[0], ann, PARIS)
    page = at_desk(ann, "/desk/second/")

    page.locator("#next-photo").click()

    page.get_by_text("There is no photo left to look at.").wait_for()
    page.goto(page.url.replace("/second/", f"/{doubted[0].public_id}/"))
    page.get_by_text("You said: It was taken here").wait_for()
    assert page.locator("#take").count() == 0
    map_is_drawn(page)


def test_nobody_reviews_their_own(at_desk, doubted, ann, bob):
    say(doubted[0], ann, PARIS), say(doubted[0], bob, MADRID)
    ann.groups.add(add_worker("rita", "reviewers").groups.get())
    page = at_desk(ann, "/desk/disagreements/")

    page.get_by_text("One of these is yours").wait_for()
    assert page.get_by_role("button", name="is right").count() == 0
    map_is_drawn(page)


# --- Keys


def test_every_key_does_what_its_button_says(at_desk, doubted, ann):
    first, then, last = doubted
    page = at_desk(ann, f"/desk/{first.public_id}/")
    page.locator("#take").click()
    at_photo(page, first)
    press(page, "p")
    assert page.locator("#id_precision_km").input_value() == "5"
    press(page, "n")
    at_photo(page, then)
    press(page, "u")
    at_photo(page, first)
    assert Proposal.objects.get().state == "withdrawn"
    press(page, "s")
    at_photo(page, then)
    press(page, "?")
    page.get_by_role("heading", name="Keys").wait_for()
    press(page, "k", "Escape", "k")
    at_photo(page, last)

    assert Proposal.objects.filter(state="open").get().photo == then


def test_a_region_is_named_by_its_key(at_desk, doubted, ann):
    page = at_desk(ann)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    press(page, "1")
    pinned(page)
    press(page, "r")
    page.locator("option", has_text="The country at your pin: France").wait_for(state="attached")
    page.locator("#id_region").select_option("country-here")
    page.locator("#id_region").press("Enter")
    at_photo(page, doubted[1])

    made = Proposal.objects.get()
    assert (made.verdict, made.region.code) == ("region", "FR")


def test_keys_are_for_typing_where_one_types_and_can_be_switched_off(at_desk, doubted, ann):
    page = at_desk(ann)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    page.locator("#id_why").press_sequentially("ksnu 1")
    page.locator("#show-keys").click()
    page.get_by_label("Use these keys").uncheck()
    press(page, "Escape", "k")
    page.locator("h1").click()
    press(page, "k", "n", "s")
    page.wait_for_timeout(300)

    assert not Proposal.objects.exists()
    assert page.locator("#id_why").input_value() == "ksnu 1"


def test_a_key_that_is_held_decides_once(at_desk, doubted, ann):
    page = at_desk(ann)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    for _ in range(6):
        page.keyboard.down("k")  # from the second on, a repetition
        page.wait_for_timeout(150)
    at_photo(page, doubted[1])
    page.keyboard.down("k")
    page.wait_for_timeout(300)

    assert Proposal.objects.count() == 1
    map_is_drawn(page)


# --- Mouse, touch, no script


@pytest.mark.parametrize("way", ["mouse", "touch"])
def test_a_decision_without_keys(at_desk, doubted, ann, way):
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True} if way == "touch" else {}
    page = at_desk(ann, **options)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    hit = (lambda target: target.tap()) if way == "touch" else (lambda target: target.click())
    hit(page.locator("a.hypothesis").nth(2))
    pinned(page)
    hit(page.locator("#propose"))
    at_photo(page, doubted[1])

    assert to_latlng(Proposal.objects.get().point) == MADRID
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_pin_of_the_map_is_chosen_by_a_click(at_desk, doubted, ann):
    page = at_desk(ann)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])

    page.locator('.map .named-pin[aria-label="Pin 3"]').click()
    pinned(page)

    assert page.locator("#id_lat").input_value() == "40.42000"
    assert page.locator('.hypothesis[aria-current="true"]').get_attribute("data-number") == "3"
    map_is_drawn(page)


def test_a_similar_photo_is_looked_at_and_keys_wait(at_desk, doubted, ann):
    page = at_desk(ann)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    page.locator("a[data-photo]").click()
    page.get_by_role("heading", name="France").wait_for()
    press(page, "k", "n")
    page.get_by_role("button", name="Close").click()
    page.wait_for_timeout(200)

    assert not Proposal.objects.exists()
    map_is_drawn(page)


def test_a_decision_without_script(at_desk, doubted, ann):
    page = at_desk(ann, java_script_enabled=False)
    page.locator("#next-photo").click()
    page.locator("a.hypothesis").first.click()
    assert page.locator("#id_lat").input_value() == "48.85000"
    page.locator("#propose").click()
    page.wait_for_url(f"**/desk/{doubted[1].public_id}/")

    assert to_latlng(Proposal.objects.get().point) == PARIS


# --- Holding


def test_a_lock_that_expired_is_told_and_the_pin_is_kept(at_desk, doubted, ann, bob):
    page = at_desk(ann, expects=["409"])
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    press(page, "1")
    pinned(page)
    DeskClaim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    press(page, "Enter")
    page.get_by_text("You do not hold this photo any more.").wait_for()

    page.locator("#take").click()
    at_photo(page, doubted[0])
    pinned(page)
    assert page.locator("#id_lat").input_value() == "48.85000"
    assert not Proposal.objects.exists()


def test_another_gets_a_photo_whose_lock_expired(at_desk, doubted, ann, bob):
    page = at_desk(ann)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    DeskClaim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    other = at_desk(bob)
    other.locator("#next-photo").click()

    at_photo(other, doubted[0])
    assert DeskClaim.objects.get().annotator == bob


def test_the_hold_is_counted_down_and_renewed(at_desk, doubted, ann, settings):
    settings.DESK_CLAIM_S = 90
    page = at_desk(ann)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    page.locator("#hold-left", has_text="1:2").wait_for()
    settings.DESK_CLAIM_S = 300
    page.get_by_role("button", name="Hold it longer").click()

    page.locator("#hold-left", has_text="4:5").wait_for()
    assert DeskClaim.objects.get().expires_at > timezone.now() + timedelta(seconds=280)


# --- How it looks


@pytest.fixture
def said(ann, bob):
    """One change and one disagreement."""
    moved, disputed = (add_photo(name, LYON, split=Split.TEST) for name in ("moved", "disputed"))
    say(moved, ann, PARIS, why="The tower."), say(moved, bob, PARIS)
    say(disputed, ann, PARIS), say(disputed, bob, MADRID, why="A bull.")


LOOKS = [(size, scheme) for size in ("phone", "desk") for scheme in ("light", "dark")]


def look_of(size, scheme):
    viewport = PHONE if size == "phone" else DESK
    return {"viewport": viewport, "color_scheme": scheme, "bypass_csp": True}


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_pages_of_annotators_have_no_fault(at_desk, said, ann, doubted, look):
    page = at_desk(ann, **look_of(*look))
    found = {"start": faults(page)}
    screenshot(page, f"desk-start-{'-'.join(look)}", full_page=True)
    page.locator("#next-photo").click()
    at_photo(page, doubted[0])
    press(page, "1")
    pinned(page)
    map_is_drawn(page)
    found["photo"] = faults(page)
    screenshot(page, f"desk-photo-first-{'-'.join(look)}")
    screenshot(page, f"desk-photo-{'-'.join(look)}", full_page=True)
    press(page, "?")
    found["keys"] = faults(page)
    screenshot(page, f"desk-keys-{'-'.join(look)}")

    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_pages_of_reviewers_have_no_fault(at_desk, said, rita, live_server, look):
    page, found = at_desk(rita, **look_of(*look)), {}
    for name in ("disagreements", "history", "annotators"):
        page.goto(f"{live_server.url}/desk/{name}/")
        if name == "disagreements":
            map_is_drawn(page)
        found[name] = faults(page)
        screenshot(page, f"desk-{name}-{'-'.join(look)}", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]

    assert {name: each for name, each in found.items() if each} == {}
