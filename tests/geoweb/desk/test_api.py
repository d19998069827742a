"""The label desk by programs: the whole way, every refusal, and who may do what."""

import csv
import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from geoweb.domain.desk.following import follow
from geoweb.domain.tokens import issue_token
from geoweb.models import DeskClaim, DeskLook, LabelEvent, Proposal, User
from predictor.geodesy import LatLng
from predictor.models import Photo, Split
from predictor.models.points import to_latlng
from tests.album import add_photo
from tests.geoweb.desk.at_desk import (
    LILLE,
    LYON,
    PARIS,
    SYDNEY,
    add_check,
    add_square,
    add_suspect,
    add_worker,
    say,
)
from tests.geoweb.sent import add_locator

pytestmark = pytest.mark.django_db
JSON = "application/json"
DESK = "/api/desk/"


def program(user):
    key, _token = issue_token(user=user)
    return Client(headers={"Authorization": f"Bearer {key}"})


def post(client, address, body=None):
    return client.post(address, body or {}, content_type=JSON)


def code(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def place(latlng, **said):
    return {"verdict": "place", "lat": latlng.lat, "lng": latlng.lng, **said}


@pytest.fixture
def first(ann):
    return program(ann)


@pytest.fixture
def second(bob):
    return program(bob)


@pytest.fixture
def reviewer(rita):
    return program(rita)


# --- The whole way


def test_two_agree_and_a_reviewer_reverts(first, second, reviewer):
    photo = add_suspect()
    seen = post(first, f"{DESK}next/").json()
    assert seen["label_place"] == {"lat": LYON.lat, "lng": LYON.lng}
    waits = post(first, f"{seen['url']}proposals/", place(PARIS, why="The tower."))
    assert (waits.status_code, waits.json()["state"]) == (201, "open")

    again = post(second, f"{DESK}second/").json()
    assert (again["id"], again["is_second"]) == (str(photo.public_id), True)
    done = post(second, f"{again['url']}proposals/", place(PARIS))
    assert done.json()["state"] == "accepted"
    assert to_latlng(Photo.objects.get().point) == PARIS

    (event,) = reviewer.get(f"{DESK}history/").json()["results"]
    assert (event["annotators"], event["why"], event["version"]) == (
        ["ann", "bob"],
        "The tower.",
        2,
    )
    undone = post(reviewer, f"{DESK}history/{event['id']}/revert/", {"why": "A copy in Lyon."})
    assert undone.json()["reverts"] == event["id"]
    assert to_latlng(Photo.objects.get().point) == LYON
    assert follow() == 1


def test_second_opinion_is_blind(first, second):
    add_suspect()
    seen = post(first, f"{DESK}next/").json()
    post(first, f"{seen['url']}proposals/", place(SYDNEY, why="An opera."))

    shown = post(second, f"{DESK}second/").content.decode()

    assert "-33.8" not in shown
    assert "opera" not in shown


def test_two_disagree_and_a_reviewer_decides(ann, bob, reviewer):
    photo = add_suspect()
    say(photo, ann, PARIS)
    right = say(photo, bob, LILLE)

    (disputed,) = reviewer.get(f"{DESK}disagreements/").json()["disagreements"]
    assert [each["annotator"] for each in disputed["proposals"]] == ["ann", "bob"]
    body = {"proposal": str(right.public_id), "why": "The belfry."}
    decided = post(reviewer, f"{disputed['url']}decision/", body).json()

    assert decided["event"]["after"] == {"lat": LILLE.lat, "lng": LILLE.lng}
    assert reviewer.get(f"{DESK}disagreements/").json()["disagreements"] == []


def test_case_names_reasons_hypotheses_and_neighbours(first):
    add_square("FR", "France", LYON)
    photo = add_suspect()
    shown = post(first, f"{DESK}next/").json()

    text = "The locator puts it 900 km away; there it is usually wrong by 300 km."
    numbers = {"km": 900, "usual_km": 300}
    assert shown["reasons"] == [{"reason": "far", "text": text, "weight": 0.8, "numbers": numbers}]
    (swap,) = shown["hypotheses"]
    assert (swap["number"], swap["kind"], swap["place"]) == (
        1,
        "swap",
        {"lat": LYON.lng, "lng": LYON.lat},
    )
    assert shown["near"]["country"] == "France"
    assert first.get(shown["photo_url"])["Content-Type"] == "image/jpeg"
    assert DeskLook.objects.get().photo == photo


def test_neighbours_are_training_photos(first):
    locator = add_locator()
    photo, alike, played = add_suspect(), add_photo("alike"), add_photo("played", split=Split.TEST)
    members = [{"photo_id": each.pk} for each in (alike, played)]
    photo.predictions.create(
        locator=locator, point=photo.point, cell_numbers=[], probabilities=[],
        evidence={"members": members},
    )  # fmt: skip

    (shown,) = post(first, f"{DESK}next/").json()["neighbours"]

    assert str(alike.public_id) in shown["photo_url"]


def test_check_looks_like_any_other(first, settings):
    add_suspect("real")
    check = add_check()
    shown = {name: first.get(f"{DESK}photos/{name}/").json() for name in ids()}
    shapes = [set(each) for each in shown.values()]

    answers = [post(first, f"{DESK}photos/{name}/claim/") for name in ids()]
    said = [
        post(first, f"{DESK}photos/{name}/claim/")
        and post(first, f"{DESK}photos/{name}/proposals/", place(PARIS)).json()
        for name in ids()
    ]

    assert shapes[0] == shapes[1]
    assert [each.status_code for each in answers] == [200, 200]
    assert {(each["state"], *sorted(each)) for each in said} == {("open", *sorted(said[0]))}
    label = shown[str(check.public_id)]["label_place"]
    assert label == {"lat": SYDNEY.lat, "lng": SYDNEY.lng}
    assert "check" not in json.dumps([*shown.values(), *said])


def ids():
    return [str(each) for each in Photo.objects.values_list("public_id", flat=True)]


def test_skip_release_renew_and_undo(first):
    photo = add_suspect()
    url = f"{DESK}photos/{photo.public_id}/"

    assert post(first, f"{url}claim/").json()["held_until"]
    assert first.delete(f"{url}claim/").status_code == 204
    assert first.get(url).json()["held_until"] is None
    post(first, f"{url}claim/")
    made = post(first, f"{url}proposals/", {"verdict": "nowhere"}).json()
    for _ in range(2):
        assert first.delete(f"{DESK}proposals/{made['id']}/").status_code == 204
    assert post(first, f"{url}skip/").status_code == 204
    assert code(post(first, f"{DESK}next/")) == (404, "nothing_to_do")


def test_own_proposals_say_nothing_of_their_fate(first, ann, bob):
    photo = add_suspect()
    say(photo, ann, PARIS), say(photo, bob, PARIS), say(add_check(), ann, PARIS)

    listed = first.get(f"{DESK}proposals/").json()["results"]

    assert len(listed) == 2
    assert all("state" not in each and "is_check" not in each for each in listed)


# --- Refusals


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, (400, "invalid")), ({"verdict": "maybe"}, (400, "invalid")),
        ({"verdict": "place"}, (400, "invalid")), ({"verdict": "region"}, (400, "invalid")),
        ({"verdict": "place", "lat": 1}, (400, "invalid")),
        ({"verdict": "place", "lat": 91, "lng": 0}, (422, "not_in_the_world")),
        ({"verdict": "place", "lat": "nan", "lng": 0}, (400, "invalid")),
        ({"verdict": "region", "region": "QQ"}, (422, "no_such_region")),
        (place(PARIS, precision_km=0), (400, "invalid")),
        (place(PARIS, precision_km=501), (400, "invalid")),
        (place(PARIS, precision_km="nan"), (400, "invalid")),
        (place(LYON), (422, "no_change")), (place(PARIS, why="x" * 2001), (400, "invalid")),
    ],
)  # fmt: skip
def test_odd_proposals_are_refused(first, body, wrong):
    photo = add_suspect()
    url = f"{DESK}photos/{photo.public_id}/"
    post(first, f"{url}claim/")

    assert code(post(first, f"{url}proposals/", body)) == wrong
    assert not Proposal.objects.exists()


def test_stale_claim_and_held_photo_and_unknown_photo(first, second, ann):
    photo = add_suspect()
    url = f"{DESK}photos/{photo.public_id}/"

    assert code(post(first, f"{url}proposals/", place(PARIS))) == (409, "stale_claim")
    post(first, f"{url}claim/")
    assert code(post(second, f"{url}claim/")) == (409, "held_by_another")
    nowhere = f"{DESK}photos/{uuid.uuid4()}/"
    assert code(first.get(nowhere)) == (404, "not_on_the_desk")


def test_withdrawn_photo_is_gone(first):
    photo = add_suspect()
    url = f"{DESK}photos/{photo.public_id}/"
    post(first, f"{url}claim/")
    Photo.objects.update(file="")

    assert code(post(first, f"{url}proposals/", place(PARIS))) == (410, "withdrawn")
    assert code(first.get(url)) == (410, "withdrawn")
    assert code(first.get(f"{url}photo.jpg")) == (404, "not_found")


def test_nobody_reviews_their_own(ann):
    photo, both = add_suspect(), add_worker("both", "annotators", "reviewers")
    say(photo, ann, PARIS)
    made = say(photo, both, LILLE)

    body = {"proposal": str(made.public_id)}
    answer = post(program(both), f"{DESK}photos/{photo.public_id}/decision/", body)

    assert code(answer) == (403, "own_proposal")


def test_only_the_latest_change_is_reverted(ann, bob, reviewer):
    photo = add_suspect()
    for where in (PARIS, LILLE):
        say(photo, ann, where), say(photo, bob, where)
    old, new = LabelEvent.objects.order_by("pk")
    listed = reviewer.get(f"{DESK}history/?photo={photo.public_id}").json()["results"]

    assert [each["is_latest"] for each in listed] == [True, False]
    assert code(post(reviewer, f"{DESK}history/{old.public_id}/revert/")) == (409, "not_the_latest")
    assert post(reviewer, f"{DESK}history/{new.public_id}/revert/").status_code == 201
    assert code(post(reviewer, f"{DESK}history/{uuid.uuid4()}/revert/")) == (404, "not_found")


# --- Rights


def calls(photo, proposal, event):
    """Every endpoint with every method it has."""
    known = {"photos": photo, "proposals": proposal, "history": event}
    for route in get_resolver().url_patterns:
        name = getattr(route, "name", None) or ""
        if not name.startswith("api-desk"):
            continue
        words = str(route.pattern).split("/")
        ids = [known[words[2]].public_id] if route.pattern.converters else []
        for method in ("get", "post", "delete"):
            if hasattr(route.callback.cls, method):
                yield name, method, reverse(name, args=ids)


REVIEWING = {"api-desk-decide", "api-desk-disagreements", "api-desk-revert", "api-desk-statistics"}


@pytest.fixture
def things(ann, bob):
    photo = add_suspect()
    made = say(photo, ann, PARIS)
    say(photo, bob, PARIS)
    return photo, made, LabelEvent.objects.get()


def test_players_and_strangers_reach_nothing(things, player):
    found = list(calls(*things))
    assert len(found) >= 17
    for client, status in ((Client(), 401), (program(player), 403)):
        answers = [getattr(client, method)(url) for _, method, url in found]
        assert {answer.status_code for answer in answers} == {status}
        assert all("48.85" not in answer.content.decode() for answer in answers)


def test_session_of_a_player_reaches_nothing(things, player):
    client = Client()
    client.force_login(player)

    assert {getattr(client, m)(url).status_code for _, m, url in calls(*things)} == {403}


def test_annotator_cannot_review(things):
    client = program(User.objects.get(username="ann"))
    reviewing = [call for call in calls(*things) if call[0] in REVIEWING]

    assert len(reviewing) == 4
    assert {getattr(client, m)(url).status_code for _, m, url in reviewing} == {403}
    assert LabelEvent.objects.count() == 1


def test_reviewer_cannot_annotate(things, reviewer):
    answer = post(reviewer, f"{DESK}next/")

    assert code(answer) == (403, "permission_denied")
    assert not DeskClaim.objects.exists()


def test_private_uploads_are_not_on_the_desk(first):
    from tests.geoweb.sent import add_player, add_upload

    photo = add_upload(add_player(), LYON).views.get().photo
    for address in ("", "photo.jpg"):
        answer = first.get(f"{DESK}photos/{photo.public_id}/{address}")
        assert answer.status_code == 404


# --- Query counts


@pytest.mark.parametrize("count", [2, 7])
def test_lists_ask_as_much_for_many_rows(count, ann, bob, rita, django_assert_num_queries):
    for n in range(count):
        settled, disputed = add_suspect(f"s{n}"), add_suspect(f"d{n}")
        say(settled, ann, PARIS), say(settled, bob, PARIS)
        say(disputed, ann, PARIS), say(disputed, bob, LILLE)
    client = Client()
    client.force_login(rita)
    for address, queries in (("history/", 7), ("disagreements/", 6), ("statistics/", 4)):
        with django_assert_num_queries(queries):
            assert client.get(f"{DESK}{address}").status_code == 200


# --- Files


@pytest.fixture
def changed(ann, bob):
    """One that moved, one that cannot be located any more."""
    moved, lost = add_suspect("moved"), add_suspect("lost", split=Split.TEST)
    say(moved, ann, PARIS, why="=1+1"), say(moved, bob, PARIS)
    say(lost, ann, verdict="nowhere"), say(lost, bob, verdict="nowhere")
    return moved, lost


def exported(client, form):
    return client.get(f"{DESK}corrections/?as={form}").getvalue()


def test_csv_has_a_row_for_each_change(first, changed):
    rows = list(csv.DictReader(io.StringIO(exported(first, "csv").decode())))

    assert [(row["source_id"], row["lat"], row["version"]) for row in rows] == [
        ("moved", "48.85", "2"), ("lost", "", "3"),
    ]  # fmt: skip
    assert rows[0]["why"] == "'=1+1"


def test_geojson_says_the_same(first, changed):
    moved, lost = json.loads(exported(first, "geojson"))["features"]

    assert moved["geometry"] == {"type": "Point", "coordinates": [2.35, 48.85]}
    assert (lost["geometry"], lost["properties"]["lat_before"]) == (None, LYON.lat)


def test_parquet_says_the_same(first, changed):
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(exported(first, "parquet"))).to_pylist()

    assert [(row["source_id"], row["lat"], row["version"]) for row in table] == [
        ("moved", 48.85, 2), ("lost", None, 3),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "geojson", "parquet"])
def test_no_changes_are_a_whole_file(first, form):
    assert exported(first, form)


def test_who_exports_has_seen_the_photos_in_play(changed, reviewer, rita):
    from geoweb.domain.desk.effects import revert

    revert(LabelEvent.objects.get(photo=changed[1]), actor=rita)
    exported(reviewer, "csv")

    assert list(DeskLook.objects.filter(user=rita).values_list("photo", flat=True)) == [
        changed[1].pk
    ]


def brought(client, content):
    file = SimpleUploadedFile("corrections", content.encode())
    return client.post(f"{DESK}corrections/", {"file": file})


def test_import_makes_proposals(first, ann):
    one, other = add_suspect("one"), add_suspect("other")
    table = f"photo,dataset,source_id,lat,lng,cannot_be_located,why\n{one.public_id},,,48.85,2.35,,Tower\n,album,other,,,yes,\n"

    assert brought(first, table).json() == {"proposals": 2}
    made = Proposal.objects.order_by("pk")
    assert [(each.photo, each.verdict, each.annotator) for each in made] == [
        (one, "place", ann), (other, "nowhere", ann),
    ]  # fmt: skip


def test_imported_proposal_is_seconded_like_any(first, second):
    photo = add_suspect()
    brought(first, f"photo,lat,lng\n{photo.public_id},48.85,2.35\n")
    seen = post(second, f"{DESK}second/").json()

    assert post(second, f"{seen['url']}proposals/", place(PARIS)).json()["state"] == "accepted"


def test_import_reads_what_was_exported(first, changed):
    brought_back = exported(first, "geojson").decode()

    answer = brought(program(add_worker("cy")), brought_back)

    told = answer.json()
    assert told["code"] == "lines_refused"  # they are there already
    assert [each["parameter"] for each in told["errors"]] == ["line 1", "line 2"]


def test_import_takes_all_or_nothing(first, bob):
    good, there, spoken, gone = (add_suspect(name) for name in ("good", "there", "spoken", "gone"))
    say(spoken, bob, PARIS)
    Photo.objects.filter(pk=gone.pk).update(file="")
    lines = [
        "photo,lat,lng,precision_km", f"{good.public_id},48.85,2.35,1", f"{uuid.uuid4()},1,1,1",
        f"{there.public_id},{LYON.lat},{LYON.lng},1", f"{spoken.public_id},48.85,2.35,1",
        f"{gone.public_id},48.85,2.35,1", f"{good.public_id},1,1,1", "none,1,1,1",
        f"{there.public_id},91,0,1", f"{there.public_id},x,0,1", f"{there.public_id},1,1,nan",
    ]  # fmt: skip
    answer = brought(first, "\n".join(lines))

    assert code(answer) == (422, "lines_refused")
    refused = [each["parameter"] for each in answer.json()["errors"]]
    assert refused == [f"line {number}" for number in (3, 4, 5, 6, 7, 8, 9, 10, 11)]
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("", "unreadable_file"), ("a,b\n1,2\n", "unreadable_file"), ("{", "unreadable_file"),
        ('{"features": 3}', "unreadable_file"), ('{"features": [3]}', "unreadable_file"),
        ('{"features": []}', "empty_file"), ("photo,lat,lng\n", "empty_file"),
        ('{"features": [{"properties": {"photo": "x"}, "geometry": 3}]}', "lines_refused"),
        ('photo,lat,lng\n"', "unreadable_file"),
    ],
)  # fmt: skip
def test_odd_files_are_refused(first, content, wrong):
    assert code(brought(first, content)) == (422, wrong)


def test_import_of_a_check_tells_nothing(first):
    check = add_check()

    assert brought(first, f"photo,lat,lng\n{check.public_id},48.85,2.35\n").status_code == 201
    assert Proposal.objects.get().is_check


def test_far_places_are_compared_on_the_sphere(first, second):
    add_suspect()
    seen = post(first, f"{DESK}next/").json()
    post(first, f"{seen['url']}proposals/", place(LatLng(0, 179.999)))
    post(second, f"{DESK}second/")
    done = post(second, f"{seen['url']}proposals/", place(LatLng(0, -179.999)))

    assert done.json()["state"] == "accepted"
