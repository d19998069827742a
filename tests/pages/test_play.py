"""Games in a real browser: by mouse, by keyboard alone, by touch; twice, together, too late, offline."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from geoweb.enums import GameMode
from geoweb.models import Deck, Game, Guess, Round
from predictor.geodesy import LatLng
from predictor.models import Locator, Photo, Place, Split
from predictor.models.points import to_point
from tests.album import add_photo, jpeg
from tests.geoweb.dealt import add_account, foretell
from tests.geoweb.sent import add_locator
from tests.pages.conftest import DESK, map_is_drawn, screenshot
from tests.pages.test_accessibility import faults

TOUCH = {"width": 390, "height": 844}
HUES = range(20, 380, 36)


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()


@pytest.fixture
def deck_of_photos(some_countries):
    """Ten photos from Algeria to Poland, that a model has guessed with what it saw elsewhere."""
    locator = Locator.objects.first() or add_locator()
    seen = add_photo("lookalike", LatLng(46, 5), body=jpeg(colour="tan"), licence="CC0-1.0")
    for number, hue in enumerate(HUES):
        truth = LatLng(30 + number * 2, 2 + number * 1.5)
        photo = add_photo(
            f"test {number}", truth, split=Split.TEST, body=jpeg(colour=f"hsl({hue}, 60%, 70%)")
        )
        made = foretell(photo, LatLng(truth.lat + 3, truth.lng - 2), locator)
        member = {"photo_id": seen.pk, "latlng": [46.0, 5.0], "weight": 0.7}
        made.evidence = made.evidence | {"members": [member]}
        made.save()
    Place.objects.create(
        geoname_id=1, name="Lyon", search_name="lyon", country_code="FR", population=500_000,
        point=to_point(LatLng(45.75, 4.85)),
    )  # fmt: skip


@pytest.fixture
def play(open_page, deck_of_photos):
    """play("daily"): a page at the first round of a game."""

    def begun(mode="classic", **options):
        page = open_page("/play/", **{"reduced_motion": "reduce", **options})
        page.locator(f"button[value={mode}]").click()
        at_round(page, 1)
        return page

    return begun


def at_round(page, number):
    page.wait_for_url(f"**/rounds/{number}/")
    map_is_drawn(page)
    page.wait_for_selector("#round")


def pin_by_click(page, right=0.5, down=0.5):
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] * right, box["y"] + box["height"] * down)
    page.locator("#pinned", has_text="Your pin:").wait_for()


def told(page):
    page.locator("#next").wait_for()
    map_is_drawn(page)  # no request is under way when the test ends
    return page.locator("main").inner_text()


def play_out(page):
    for number in range(1, 6):
        at_round(page, number)
        pin_by_click(page)
        page.locator("#guess").click()
        told(page)
        page.locator("#next").click()
    page.wait_for_url("**/summary/")
    map_is_drawn(page)


def test_a_classic_game_by_mouse(play):
    page = play()

    play_out(page)

    game = Game.objects.get()
    assert (game.finished_at is not None, Guess.objects.count()) == (True, 5)
    assert f"{game.points:,} of 25,000 points" in page.locator("h1").inner_text()
    assert "Model pigeon 1" in page.locator("main").inner_text()


def test_a_visitor_plays_two_clicks_after_arriving(open_page, deck_of_photos):
    page = open_page("/")

    page.locator(".intro .button").click()
    page.locator("button[value=classic]").click()

    at_round(page, 1)


def test_a_game_by_keyboard_alone(open_page, deck_of_photos):
    page = open_page("/play/", reduced_motion="reduce")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "classic":
            break
    page.keyboard.press("Enter")
    for number in range(1, 6):
        at_round(page, number)
        for key in ("ArrowRight", "ArrowUp", "ArrowUp", "+", "Shift+ArrowLeft"):
            page.keyboard.press(key)
        page.locator("#pinned", has_text="Your pin:").wait_for()
        page.keyboard.press("Enter")
        assert "away" in told(page)
        page.keyboard.press("Enter")
    page.wait_for_url("**/summary/")

    map_is_drawn(page)
    first, *others = [each.point.coords for each in Guess.objects.order_by("pk")]
    assert len(others) == 4
    # The first arrow puts the pin in the middle of the map, 28° N, 12° E; then two steps up.
    assert (10 < first[0] < 12, 30 < first[1] < 50) == (True, True)


def test_a_game_on_a_touch_screen(play):
    page = play(viewport=TOUCH, has_touch=True, is_mobile=True)
    for number in range(1, 6):
        at_round(page, number)
        page.locator("#map").scroll_into_view_if_needed()
        box = page.locator("#map").bounding_box()
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.locator("#pinned", has_text="Your pin:").wait_for()
        page.locator("#guess").tap()
        told(page)
        page.locator("#next").tap()
    page.wait_for_url("**/summary/")
    map_is_drawn(page)

    assert Guess.objects.count() == 5
    assert page.evaluate("document.documentElement.scrollWidth") == TOUCH["width"]


def test_the_second_daily_game_does_not_count(play, open_page):
    page = play("daily")
    play_out(page)

    page.get_by_role("link", name="Play again").click()
    page.get_by_role("button", name="Play it again, as practice").click()
    at_round(page, 1)

    assert "practice" in page.locator(".round-number").inner_text()
    assert [game.is_ranked for game in Game.objects.order_by("pk")] == [False, False]
    assert len(set(Game.objects.values_list("deck", flat=True))) == 1


def test_two_players_meet_on_a_challenge(play, open_page):
    page = play()
    play_out(page)
    link = page.get_by_role("link", name="Open the challenge").get_attribute("href")

    friend = open_page(link[link.index("/challenge/") :], reduced_motion="reduce")
    friend.get_by_role("button", name="Accept the challenge").click()
    play_out(friend)
    page.reload()
    map_is_drawn(page)

    for each in (page, friend):
        rows = each.locator(".standings tbody tr")
        assert rows.count() == 2
        assert "(dealt the photos)" in rows.all_inner_texts()[0] + rows.all_inner_texts()[1]


def limited(page, left_s):
    """As if so much time were left of the round that is shown."""
    deadline = timezone.now() + timezone.timedelta(seconds=left_s)
    Round.objects.filter(served_at__isnull=False).update(deadline=deadline)
    Deck.objects.update(time_limit_s=30)
    page.reload()


def test_time_runs_out_without_a_pin(play):
    page = play()
    limited(page, 1)

    assert "Time ran out" in told(page)
    assert (Guess.objects.get().point, Guess.objects.get().score) == (None, 0)


def test_a_pin_that_stands_is_sent_when_time_is_up(play):
    page = play()
    pin_by_click(page)
    limited(page, 2)

    assert "away" in told(page)
    assert Guess.objects.get().point is not None


def test_a_guess_after_the_deadline_is_told(play):
    page = play(expects=["409"])
    pin_by_click(page)
    Round.objects.filter(number=1).update(deadline="2020-01-01T00:00Z")

    page.locator("#guess").click()

    page.get_by_role("alert").get_by_text("Time was up").wait_for()
    page.get_by_role("link", name="Go on with the game").click()
    at_round(page, 2)


def test_a_lost_connection_loses_no_pin_and_a_second_press_is_harmless(play):
    page = play(expects=["ERR_", "Failed to load"])
    pin_by_click(page)
    sent = []

    def swallow(route):
        sent.append(route.fetch())  # it arrived, but the answer is lost
        route.abort()

    page.route("**/rounds/1/", swallow)
    page.locator("#guess").click()
    page.get_by_role("alert").get_by_text("Your pin is kept").wait_for()
    page.unroute("**/rounds/1/")
    page.locator("#guess").click()

    assert "away" in told(page)
    assert (len(sent), Guess.objects.count()) == (1, 1)


def test_an_unsent_pin_survives_a_reload(play):
    page = play()
    pin_by_click(page, 0.6, 0.4)
    before = page.locator("#id_lat").input_value()

    page.reload()

    page.locator("#pinned", has_text="Your pin:").wait_for()
    assert page.locator("#id_lat").input_value() == before
    assert page.locator(".pin-you").is_visible()


def test_going_back_gives_no_second_chance(play):
    page = play()
    pin_by_click(page)
    page.locator("#guess").click()
    told(page)
    page.locator("#next").click()
    at_round(page, 2)

    page.go_back()

    assert "away" in told(page)
    assert page.locator("#round").count() == 0
    page.reload()
    assert "away" in told(page)
    page.go_forward()
    at_round(page, 2)
    assert Guess.objects.count() == 1


def test_a_town_is_found_and_gets_the_pin(play):
    page = play()
    page.locator("#seek").fill("ly")
    page.locator("#seek-found button").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.locator("#pinned", has_text="45.750, 4.850").wait_for()
    assert Guess.objects.count() == 0


def test_coordinates_can_be_typed(play):
    page = play()
    page.locator("#id_lat").fill("45,5")
    page.locator("#id_lng").fill("-4.5")

    page.locator("#guess").click()

    told(page)
    assert Guess.objects.get().point.coords == (-4.5, 45.5)


def test_a_guess_without_a_pin_is_asked_for_one(play):
    page = play()

    page.locator("#guess").click()

    page.get_by_role("alert").get_by_text("Put your pin on the map first.").wait_for()


def scale(page):
    found = page.locator("#lens img").evaluate("each => each.style.transform")
    return float(re.search(r"scale\(([\d.]+)\)", found)[1])


def test_the_photo_can_be_looked_at_closely(play):
    page = play()
    lens = page.locator("#lens")
    box = lens.bounding_box()

    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.wheel(0, -600)
    by_wheel = scale(page)
    lens.focus()
    page.keyboard.press("0")
    page.keyboard.press("+")

    assert by_wheel > 2
    assert scale(page) == pytest.approx(1.6)


def test_the_game_works_without_script(open_page, deck_of_photos):
    page = open_page("/play/", java_script_enabled=False, expects=["422"])
    page.locator("button[value=classic]").click()
    page.locator("#id_lat").fill("91")
    page.locator("#id_lng").fill("5")
    page.locator("#guess").click()
    refused = page.get_by_role("alert").inner_text()
    page.locator("#id_lat").fill("45")
    page.locator("#guess").click()

    assert "This is no place on the globe." in refused
    assert page.locator("#next").is_visible()


@pytest.mark.parametrize("viewport", [TOUCH, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_game_has_a_fault(open_page, deck_of_photos, viewport, scheme):
    look = {"viewport": viewport, "color_scheme": scheme, "bypass_csp": True}
    page = open_page("/play/", reduced_motion="reduce", expects=["409", "ERR_"], **look)
    seen = {}

    def look_at(name):
        if page.locator("#map").count():
            map_is_drawn(page)
        seen[name] = faults(page)
        screenshot(page, f"{name}-{scheme}-{viewport['width']}", full_page=True)

    look_at("play")
    page.locator("button[value=classic]").click()
    look_at("round")
    pin_by_click(page)
    page.locator("#guess").click()
    told(page)
    look_at("revealed")
    page.locator("#next").click()
    for number in range(2, 6):
        at_round(page, number)
        pin_by_click(page)
        page.locator("#guess").click()
        told(page)
        page.locator("#next").click()
    page.wait_for_url("**/summary/")
    look_at("summary")
    page.get_by_role("link", name="Open the challenge").click()
    look_at("challenge")
    page.get_by_role("link", name="See your result").click()
    page.get_by_role("link", name="How to check it yourself").click()
    page.wait_for_url("**/seals/")
    look_at("seals")

    assert {name: found for name, found in seen.items() if found} == {}


def test_an_empty_site_has_no_fault(open_page, transactional_db):
    page = open_page("/play/", bypass_csp=True)

    assert "make run" in page.locator("main").inner_text()
    assert faults(page) == []


def test_a_streak_ends_in_another_country(play):
    page = play("streak")
    pin_by_click(page)
    page.locator("#guess").click()

    assert "Another country: the streak ends here." in told(page)
    page.locator("#next").click()
    page.wait_for_url("**/summary/")
    map_is_drawn(page)
    assert "0 countries in a row" in page.locator("h1").inner_text()


def test_an_account_plays_ranked(open_page, deck_of_photos, live_server):
    ada = add_account()
    ada.user.set_password("a long pass phrase")
    ada.user.save()
    page = open_page("/accounts/login/?next=/play/", reduced_motion="reduce")
    page.locator("[name=username]").fill("ada")
    page.locator("[name=password]").fill("a long pass phrase")
    page.locator("main button[type=submit]").click()
    page.locator("button[value=daily]").click()
    play_out(page)

    assert Game.objects.get().is_ranked
    assert Game.objects.get().mode == GameMode.DAILY
    assert "Played as a guest" not in page.locator("main").inner_text()


def test_a_withdrawn_photo_is_passed_over(play):
    page = play(expects=["410", "404"])
    pin_by_click(page)
    Photo.objects.filter(pk=Round.objects.get(number=1).photo_id).update(file="")

    page.locator("#guess").click()
    page.get_by_role("alert").get_by_text("This photo was withdrawn").wait_for()
    page.get_by_role("link", name="Go on with the game").click()

    at_round(page, 2)
    assert Guess.objects.count() == 0
