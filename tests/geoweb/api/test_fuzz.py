"""Requests that schemathesis derives from the schema: none breaks the site, all answers fit it."""

import pytest
import schemathesis
from django.contrib.auth.models import Group
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis import checks

from geoweb.api import regions
from geoweb.models import LabelEvent
from geoweb.wsgi import application
from predictor.geodesy import LatLng
from tests.album import add_photo, jpeg
from tests.geoweb.desk.at_desk import LILLE, PARIS, add_suspect, add_worker, say
from tests.geoweb.sent import add_player, add_upload, answer_upload

pytestmark = pytest.mark.django_db
EXAMPLES = 40
GROUPS = ("annotators", "reviewers")
CHECKS = [
    checks.not_a_server_error,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.unsupported_method,
]
CONFIG = {
    "generation": {"deterministic": True, "max-examples": EXAMPLES, "database": "none"},
}
PICTURES = [jpeg(64, 48, colour) for colour in ("tan", "navy")]
schemathesis.openapi.format("binary", st.sampled_from(PICTURES) | st.binary(max_size=200))


schema = schemathesis.openapi.from_wsgi(
    "/api/schema/", application, config=schemathesis.Config.from_dict(CONFIG)
)
unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def one_connection():
    """As Django's test client does it: the test's transaction outlives each request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def known_ids(ada):
    """Uploads in the states that their uploader may see, and a photo that anyone may."""
    player = add_player("Ada", user=ada)
    uploads = [
        add_upload(player),
        answer_upload(add_upload(player)),
        answer_upload(add_upload(player, LatLng(45.76, 4.84))),
    ]
    return [str(each.public_id) for each in (*uploads, add_photo("shown"))]


def aim(case, ids):
    """Half of the ids that are asked for exist."""
    wished = str((case.path_parameters or {}).get("public_id", ""))
    if wished and sum(wished.encode()) % 2:
        case.path_parameters["public_id"] = ids[sum(wished.encode()) // 2 % len(ids)]


@schema.parametrize()
@unhurried
def test_no_request_of_an_account_breaks_the_site(case, bearer, known_ids):
    aim(case, known_ids)
    case.call_and_validate(headers=bearer, checks=CHECKS)


@schema.parametrize()
@unhurried
def test_no_request_of_a_stranger_breaks_the_site(case, known_ids):
    aim(case, known_ids)
    case.call_and_validate(checks=CHECKS)


@pytest.fixture
def desk_ids(ada):
    """Photos at every stage of the label desk, with what was said of them and done to them."""
    ada.groups.set(Group.objects.get_or_create(name=name)[0] for name in GROUPS)
    bob, cy = add_worker("bob"), add_worker("cy")
    fresh, spoken, settled, disputed = (add_suspect(name) for name in "abcd")
    own = say(spoken, ada, PARIS)
    say(settled, bob, PARIS), say(settled, cy, PARIS)
    say(disputed, bob, PARIS), say(disputed, cy, LILLE)
    found = (fresh, spoken, settled, disputed, own, LabelEvent.objects.get())
    return [str(each.public_id) for each in found]


@schema.include(path_regex="^/api/desk/").parametrize()
@unhurried
def test_no_request_at_the_desk_breaks_the_site(case, bearer, desk_ids):
    aim(case, desk_ids)
    case.call_and_validate(headers=bearer, checks=CHECKS)


def breaks(*_arguments):
    raise RuntimeError


@pytest.mark.parametrize("answer", [lambda *_: {"country": 3}, breaks])
def test_faults_would_be_found(answer, monkeypatch):
    monkeypatch.setattr(regions, "region_answer", answer)
    case = schema["/api/regions/at/"]["GET"].Case(query={"lat": 0, "lng": 0})

    with pytest.raises(checks.FailureGroup):
        case.call_and_validate(checks=CHECKS)
