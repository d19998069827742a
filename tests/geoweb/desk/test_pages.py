"""The pages of the label desk without a script: forms alone, refusals with what to do, rights."""

import io

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from geoweb.enums import ProposalState
from geoweb.models import DeskClaim, DeskLook, DeskSkip, LabelEvent, Proposal
from predictor.models import Photo, Split
from predictor.models.points import to_latlng
from tests.geoweb.desk.at_desk import (
    LILLE,
    LYON,
    PARIS,
    SYDNEY,
    add_check,
    add_square,
    add_suspect,
    say,
)

pytestmark = pytest.mark.django_db


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(photo, query=""):
    return f"/desk/{photo.public_id}/{query}"


def words(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def at(place, **said):
    return {"verdict": "place", "lat": str(place.lat), "lng": str(place.lng), **said}


@pytest.fixture
def anns(ann):
    return browser(ann)


@pytest.fixture
def bobs(bob):
    return browser(bob)


@pytest.fixture
def ritas(rita):
    return browser(rita)


# --- The whole way


def test_two_agree_by_forms_alone(anns, bobs):
    photo = add_suspect()

    to_photo = anns.post("/desk/")
    shown = words(anns.get(to_photo["Location"]))
    to_next = anns.post(page_of(photo), at(PARIS, why="The tower."))
    to_second = bobs.post("/desk/second/")
    bobs.post(to_second["Location"], at(PARIS))

    assert (to_photo.status_code, to_photo["Location"]) == (303, page_of(photo))
    assert "The locator puts it 900 km away" in shown
    assert to_next["Location"] == "/desk/"
    assert to_second["Location"] == page_of(photo, "?queue=second")
    assert to_latlng(Photo.objects.get().point) == PARIS


def test_the_next_photo_comes_at_once_and_keeps_the_wish(anns):
    first, then = add_suspect("first", 0.9), add_suspect("then", 0.8)
    other = add_suspect("other", 0.95)
    Photo.objects.filter(pk=other.pk).update(dataset="elsewhere")

    begun = anns.post("/desk/", {"dataset": "album"})["Location"]
    after = anns.post(begun, {"verdict": "keep"})["Location"]

    assert (begun, after) == (page_of(first, "?dataset=album"), page_of(then, "?dataset=album"))


def test_a_choice_without_script_fills_in_the_place(anns, ann):
    photo = add_suspect()
    location = anns.post("/desk/")["Location"]

    assert 'href="?lat=4.84000&amp;lng=45.76000"' in words(anns.get(location))
    assert 'value="4.84000"' in words(anns.get(f"{page_of(photo)}?lat=4.84000&lng=45.76000"))


def test_a_form_sent_by_enter_proposes_its_place(anns):
    photo = add_suspect()
    anns.post("/desk/")

    anns.post(page_of(photo), {"lat": "48,85", "lng": "2,35", "precision_km": "5"})

    made = Proposal.objects.get()
    assert (made.verdict, to_latlng(made.point), made.precision_km) == ("place", PARIS, 5.0)


@pytest.mark.parametrize(("wish", "code"), [("province-here", "FR-IF"), ("country-here", "FR")])
def test_a_region_around_the_pin_is_proposed(anns, wish, code):
    france = add_square("FR", "France", PARIS, half=5.0)
    add_square("FR-IF", "Ile", PARIS, france)
    photo = add_suspect()
    anns.post("/desk/")

    anns.post(page_of(photo), at(PARIS, verdict="region", region=wish))

    assert (Proposal.objects.get().region.code, Proposal.objects.get().point) == (code, None)


def test_skip_goes_on_and_release_goes_home(anns, ann):
    first, then = add_suspect("first", 0.9), add_suspect("then", 0.8)
    anns.post("/desk/")

    assert anns.post(f"{page_of(first)}skip/")["Location"] == page_of(then)
    assert anns.post(f"{page_of(then)}release/")["Location"] == "/desk/"
    assert DeskSkip.objects.get().photo == first
    assert not DeskClaim.objects.exists()


def test_undo_brings_the_photo_back(anns, ann):
    photo = add_suspect()
    said = say(photo, ann, PARIS)

    assert str(said.public_id) in words(anns.get("/desk/"))
    assert anns.post(f"/desk/proposals/{said.public_id}/undo/")["Location"] == page_of(photo)
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN
    assert DeskClaim.objects.get().annotator == ann


def test_count_says_what_a_wish_finds(anns):
    add_suspect()
    location = anns.post("/desk/", {"reason": "swap", "count": "1"})["Location"]

    assert location == "/desk/?reason=swap"
    assert "<dd> 0 </dd>" in words(anns.get(location))
    assert "<dd> 1 </dd>" in words(anns.get("/desk/"))


def test_nothing_left_leads_to_the_start(anns):
    response = anns.post("/desk/", follow=True)

    assert response.redirect_chain == [("/desk/", 303)]
    assert "There is no photo left to look at. Choose other filters" in words(response)


# --- Refusals


def test_a_stale_claim_is_told_and_the_photo_can_be_taken_again(anns):
    photo = add_suspect()
    anns.post("/desk/")
    DeskClaim.objects.update(expires_at="2020-01-01T00:00Z")

    told = words(anns.post(page_of(photo), at(PARIS)), 409)
    anns.post(f"{page_of(photo)}claim/")

    assert "You do not hold this photo any more." in told
    assert "Take this photo" in told
    assert anns.post(page_of(photo), at(PARIS)).status_code == 303


def test_a_photo_another_looks_at_is_not_taken(anns, bobs):
    photo = add_suspect()
    anns.post("/desk/")

    told = words(bobs.post(f"{page_of(photo)}claim/"), 409)

    assert "Somebody else is looking at this photo." in told
    assert "Take the next one" in told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Put your pin on the map first"),
        ({"lat": "x", "lng": "2"}, "Type both in degrees."),
        ({"lat": "95", "lng": "2"}, "no place on the globe"),
        ({"lat": str(LYON.lat), "lng": str(LYON.lng)}, "Say that the label is right."),
        ({"verdict": "region"}, "Say which region."),
        ({"verdict": "region", "region": "XX"}, "There is no region with this code."),
        ({"verdict": "region", "region": "country-here", "lat": "0", "lng": "0"}, "no region"),
    ],
)
def test_what_can_be_mended_is_said_on_the_page(anns, said, told):
    photo = add_suspect()
    anns.post("/desk/")

    response = anns.post(page_of(photo), said)

    assert told in words(response, 422)
    assert 'id="propose"' in words(response, 422)


def test_an_own_opinion_is_shown_and_can_be_taken_back(anns, ann):
    photo = add_suspect()
    say(photo, ann, PARIS)

    told = words(anns.get(page_of(photo)))

    assert "You said: It was taken here." in told
    assert "Take this photo" not in told


def test_withdrawn_photos_are_gone(anns):
    photo = add_suspect()
    Photo.objects.update(file="")

    assert "This photo was withdrawn." in words(anns.get(page_of(photo)), 410)


@pytest.mark.parametrize(
    "address", ["/desk/?reason=dull", "/desk/?page=0", "/desk/history/?photo=5"]
)
def test_what_does_not_exist_is_not_found(anns, address):
    assert anns.get(address).status_code == 404


# --- Blindness


def test_the_second_opinion_sees_nothing_of_the_first(ann, bobs):
    photo = add_suspect()
    say(photo, ann, SYDNEY, why="An opera.")

    told = words(bobs.get(bobs.post("/desk/second/")["Location"]))

    assert "Second opinion" in told
    assert [secret for secret in ("-33.8", "151.2", "opera") if secret in told] == []
    assert str(photo.public_id) in told


def test_a_check_looks_like_any_photo(anns, ann):
    check, photo = add_check(), add_suspect()
    told = [words(anns.get(page_of(each))) for each in (check, photo)]

    assert "-33.87000, 151.21000" in told[0]
    assert f"{LYON.lat:.2f}" not in told[0]
    assert all("Take this photo" in each for each in told)


# --- Disagreements, history, files


def test_a_reviewer_decides(ann, bob, ritas):
    photo = add_suspect()
    say(photo, ann, PARIS, why="The tower.")
    right = say(photo, bob, LILLE)

    told = words(ritas.get("/desk/disagreements/"))
    body = {"proposal": str(right.public_id), "why": "The belfry."}
    done = ritas.post(f"{page_of(photo)}decision/", body, follow=True)

    assert [each for each in ("ann", "bob", "The tower.", "50.63000") if each not in told] == []
    assert "Decided: the label has changed." in words(done)
    assert "Nobody disagrees just now." in words(done)
    assert to_latlng(Photo.objects.get().point) == LILLE


def test_a_label_may_stay_and_twice_is_told(ann, bob, ritas):
    photo = add_suspect()
    say(photo, ann, PARIS), say(photo, bob, LILLE)

    assert ritas.post(f"{page_of(photo)}decision/").status_code == 303
    told = words(ritas.post(f"{page_of(photo)}decision/"), 409)

    assert "There is nothing to decide on this photo any more." in told
    assert to_latlng(Photo.objects.get().point) == LYON


def test_nobody_reviews_their_own(ann, bob, rita):
    ann.groups.add(Group.objects.get(name="reviewers"))
    photo, anns = add_suspect(), browser(ann)
    own = say(photo, ann, PARIS)
    say(photo, bob, LILLE)

    shown = words(anns.get("/desk/disagreements/"))
    told = words(anns.post(f"{page_of(photo)}decision/", {"proposal": str(own.public_id)}), 403)

    assert "One of these is yours" in shown
    assert str(own.public_id) not in shown
    assert "Nobody reviews their own proposals." in told


def test_a_change_is_told_and_reverted(ann, bob, ritas):
    photo = add_suspect()
    say(photo, ann, PARIS, why="The tower."), say(photo, bob, PARIS)
    event = LabelEvent.objects.get()

    told = words(ritas.get("/desk/history/"))
    done = words(ritas.post(f"/desk/history/{event.public_id}/revert/", follow=True))

    assert "45.76000, 4.84000 → 48.85000, 2.35000" in told
    assert [each for each in ("ann, bob", "The tower.", "Revert") if each not in told] == []
    assert ("reverted since" in done, "a revert" in done) == (True, True)
    assert to_latlng(Photo.objects.get().point) == LYON


def test_only_the_latest_change_is_reverted(ann, bob, ritas):
    photo = add_suspect()
    say(photo, ann, PARIS), say(photo, bob, PARIS)
    first = LabelEvent.objects.get()
    say(photo, ann, LILLE), say(photo, bob, LILLE)

    told = words(ritas.post(f"/desk/history/{first.public_id}/revert/"), 409)

    assert "Revert the latest change first." in told
    assert to_latlng(Photo.objects.get().point) == LILLE


@pytest.mark.parametrize(
    ("query", "found"),
    [("dataset=album", True), ("dataset=x", False), ("who=bob", True), ("who=x", False)],
)
def test_history_is_filtered(ann, bob, anns, query, found):
    photo = add_suspect()
    say(photo, ann, PARIS), say(photo, bob, PARIS)

    told = words(anns.get(f"/desk/history/?{query}"))

    assert ("48.85000" in told) == found
    assert DeskLook.objects.filter(user=ann).exists()


def test_files_come_in_or_are_refused_by_line(anns, ann):
    photo = add_suspect()
    good = f"photo,lat,lng\n{photo.public_id},48.85,2.35\n"

    told = words(anns.post("/desk/history/", {"file": io.BytesIO(good.encode() + b"x,1,2\n")}), 422)
    done = words(anns.post("/desk/history/", {"file": io.BytesIO(good.encode())}, follow=True))

    assert "1 line cannot be taken, so none was." in told
    assert "<strong>line 3:</strong>" in told
    assert "1 correction was taken." in done
    assert Proposal.objects.get().annotator == ann


def test_no_file_is_told(anns):
    assert 'role="alert"' in words(anns.post("/desk/history/"), 422)


def test_statistics_stand_in_tables(ann, bob, ritas):
    assert "Nobody has said anything yet" in words(ritas.get("/desk/annotators/"))
    photo = add_suspect()
    say(photo, ann, PARIS), say(photo, bob, PARIS)

    assert "ann · bob" in words(ritas.get("/desk/annotators/"))


# --- Rights


def pages(photo, proposal, event):
    """Every page of the desk that is read, and every form that is sent."""
    known = {"desk-undo": proposal, "desk-revert": event}
    for route in get_resolver().url_patterns:
        name = getattr(route, "name", None) or ""
        if name.startswith("desk"):
            args = [known.get(name, photo).public_id] if route.pattern.converters else []
            yield name, reverse(name, args=args)


@pytest.fixture
def things(ann, bob):
    photo = add_suspect(split=Split.TEST)
    made = say(photo, ann, PARIS)
    say(photo, bob, PARIS)
    return photo, made, LabelEvent.objects.get()


@pytest.mark.parametrize("method", ["get", "post"])
def test_players_reach_nothing_and_strangers_log_in(things, player, method):
    found = list(pages(*things))
    assert len(found) >= 13

    for _name, url in found:
        refused, asked = getattr(browser(player), method)(url), getattr(Client(), method)(url)
        assert (url, refused.status_code) == (url, 403)
        assert "48.85" not in refused.content.decode()
        assert asked["Location"].startswith("/accounts/login/?next=/desk/")
    assert "/desk/" not in Client().get("/").content.decode()
    assert 'href="/desk/"' not in browser(player).get("/").content.decode()


REVIEWING = {"desk-disagreements", "desk-annotators", "desk-decide", "desk-revert"}
ANNOTATING = {"desk", "desk-second", "desk-photo", "desk-claim", "desk-skip", "desk-release",
              "desk-undo", "desk-history"}  # fmt: skip


def test_annotators_do_not_review_and_reviewers_do_not_annotate(things, anns, ritas):
    for name, url in pages(*things):
        answers = [anns.post(url).status_code, ritas.post(url).status_code]
        if name in REVIEWING:
            assert (name, answers[0]) == (name, 403)
            assert answers[1] != 403
        if name in ANNOTATING:
            assert (name, answers[1]) == (name, 403)
            assert answers[0] != 403


def test_members_find_the_desk_in_the_header(anns, ritas):
    for client in (anns, ritas):
        assert 'href="/desk/"' in words(client.get("/"))


def test_a_photo_seen_at_the_desk_is_noted(anns, ann):
    photo = add_suspect(split=Split.TEST)

    response = anns.get(f"/desk/photos/{photo.public_id}.jpg?w=320")

    assert response["Cache-Control"] == "private, no-store"
    assert DeskLook.objects.get().user == ann


# --- Query counts


LISTS = {
    "/desk/": "ann",
    "/desk/second/": "ann",
    "/desk/history/": "rita",
    "/desk/disagreements/": "rita",
    "/desk/annotators/": "rita",
}


def fill(numbers, ann, bob):
    for n in numbers:
        settled, disputed, open_one = (add_suspect(f"{kind}{n}") for kind in "sdo")
        say(settled, ann, PARIS), say(settled, bob, PARIS)
        say(disputed, ann, PARIS), say(disputed, bob, LILLE)
        say(open_one, ann, PARIS)


def costs(users):
    found = {}
    for address, name in LISTS.items():
        client = browser(users[name])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found[address] = len(asked)
    return found


def test_lists_ask_as_much_for_many_rows(ann, bob, rita):
    users = {"ann": ann, "rita": rita}
    fill(range(2), ann, bob)
    few = costs(users)
    fill(range(2, 7), ann, bob)

    assert costs(users) == few
    assert max(few.values()) <= 20
