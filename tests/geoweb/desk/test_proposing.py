"""Proposals: what is refused, what waits, what a second opinion does, and taking back."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from geoweb.domain.desk.claims import claim
from geoweb.domain.desk.deciding import decide
from geoweb.domain.desk.proposing import Said, propose, undo
from geoweb.domain.desk.refusals import (
    Disputed,
    HasHadEffect,
    NoChange,
    NoDispute,
    NoSuchRegion,
    NotYours,
    OwnProposal,
    PhotoWithdrawn,
    SaidAlready,
    StaleClaim,
)
from geoweb.domain.playing import NotInTheWorld
from geoweb.enums import ProposalState, Verdict
from geoweb.models import DeskClaim, LabelEvent, Proposal
from predictor.geodesy import LatLng
from predictor.models import Photo
from predictor.models.points import to_latlng
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    return add_suspect()


def place_of(photo):
    return to_latlng(Photo.objects.get(pk=photo.pk).point)


def states():
    return list(Proposal.objects.order_by("pk").values_list("state", flat=True))


# --- The first opinion


def test_first_opinion_waits_and_changes_nothing(photo, ann):
    made = say(photo, ann, PARIS, precision_km=3.0, why="The tower.")

    assert (made.state, made.precision_km, made.why) == ("open", 3.0, "The tower.")
    assert to_latlng(made.point) == PARIS
    assert 0 <= made.took_ms < 5000
    assert place_of(photo) == LYON
    assert not LabelEvent.objects.exists()
    assert not DeskClaim.objects.exists()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said(Verdict.PLACE), NotInTheWorld),
        (Said(Verdict.PLACE, LatLng(91, 0)), NotInTheWorld),
        (Said(Verdict.PLACE, LatLng(float("nan"), 0)), NotInTheWorld),
        (Said(Verdict.PLACE, LYON), NoChange),
        (Said(Verdict.PLACE, LatLng(LYON.lat, LYON.lng + 360)), NoChange),
        (Said(Verdict.REGION, region="XX"), NoSuchRegion),
    ],
)
def test_odd_opinions_are_refused_and_leave_the_claim(photo, ann, said, refusal):
    claim(photo, ann)

    with pytest.raises(refusal):
        propose(photo, ann, said)
    assert not Proposal.objects.exists()
    assert DeskClaim.objects.get().annotator == ann


def test_longitudes_are_wrapped(photo, ann):
    assert to_latlng(say(photo, ann, LatLng(10, 190)).point) == LatLng(10, -170)


def test_without_a_claim_nothing_is_taken(photo, ann, bob):
    with pytest.raises(StaleClaim):
        propose(photo, ann, Said(Verdict.NOWHERE))
    claim(photo, ann)
    with pytest.raises(StaleClaim):
        propose(photo, bob, Said(Verdict.NOWHERE))


def test_expired_claim_takes_nothing(photo, ann):
    claim(photo, ann)
    DeskClaim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(StaleClaim):
        propose(photo, ann, Said(Verdict.PLACE, PARIS))
    assert not Proposal.objects.exists()


def test_withdrawn_photo_takes_nothing(photo, ann):
    claim(photo, ann)
    Photo.objects.update(file="")

    with pytest.raises(PhotoWithdrawn):
        propose(photo, ann, Said(Verdict.PLACE, PARIS))


def test_nobody_seconds_their_own(photo, ann):
    say(photo, ann, PARIS)

    with pytest.raises(SaidAlready):
        say(photo, ann, PARIS)
    assert place_of(photo) == LYON


# --- The second opinion


def test_agreement_takes_effect(photo, ann, bob):
    say(photo, ann, PARIS, precision_km=5.0)
    say(photo, bob, LatLng(PARIS.lat + 0.01, PARIS.lng))

    assert place_of(photo) == LatLng(PARIS.lat + 0.01, PARIS.lng)
    assert states() == ["accepted", "accepted"]
    event = LabelEvent.objects.get()
    assert (to_latlng(event.before), event.actor, event.proposals.count()) == (LYON, bob, 2)


def test_disagreement_waits_for_a_reviewer(photo, ann, bob):
    say(photo, ann, PARIS)
    say(photo, bob, LILLE)

    assert place_of(photo) == LYON
    assert states() == ["disputed", "disputed"]
    with pytest.raises(Disputed):
        say(photo, add_worker("cy"), PARIS)


def test_two_who_find_the_label_right_change_nothing(photo, ann, bob):
    say(photo, ann), say(photo, bob)

    assert states() == ["accepted", "accepted"]
    assert not LabelEvent.objects.exists()


def test_two_who_cannot_locate_it_take_the_label_away(photo, ann, bob):
    for user in (ann, bob):
        say(photo, user, verdict=Verdict.NOWHERE)

    found = Photo.objects.get(pk=photo.pk)
    assert (found.point, found.split, found.region) == (None, None, None)


def test_a_region_that_both_name_is_all_that_is_known(photo, ann, bob):
    spain = add_square("ES", "Spain", LatLng(40, -3))
    for user in (ann, bob):
        say(photo, user, verdict=Verdict.REGION, region="ES")

    found = Photo.objects.get(pk=photo.pk)
    assert (found.point, found.split, found.region) == (None, None, spain)
    assert LabelEvent.objects.get().region_after == spain


def test_a_region_around_the_label_settles_nothing(ann, bob):
    france = add_square("FR", "France", LYON)
    photo = add_suspect(region=france)
    say(photo, ann, LatLng(LYON.lat + 0.5, LYON.lng))
    say(photo, bob, verdict=Verdict.REGION, region="FR")

    assert states() == ["disputed", "disputed"]
    assert place_of(photo) == LYON


def test_checks_are_noted_and_have_no_effect(ann, bob):
    check = add_check(shown=SYDNEY)
    for user in (ann, bob):
        say(check, user, PARIS)

    assert states() == ["open", "open"]
    assert place_of(check) == LYON
    cy = add_worker("cy")
    with pytest.raises(NoChange):
        say(check, cy, SYDNEY)
    assert say(check, cy, LYON).is_check


# --- Taking back


def test_undo_takes_back_once_and_again(photo, ann):
    made = say(photo, ann, PARIS)

    assert undo(made.public_id, ann).state == ProposalState.WITHDRAWN
    assert undo(made.public_id, ann).state == ProposalState.WITHDRAWN
    say(photo, ann, LILLE)


def test_what_had_an_effect_is_not_taken_back(photo, ann, bob):
    made = say(photo, ann, PARIS)
    say(photo, bob, PARIS)

    with pytest.raises(HasHadEffect):
        undo(made.public_id, ann)


def test_only_ones_own_is_taken_back(photo, ann, bob):
    made = say(photo, ann, PARIS)

    for public_id, user in ((made.public_id, bob), (uuid.uuid4(), ann)):
        with pytest.raises(NotYours):
            undo(public_id, user)


# --- The reviewer


@pytest.fixture
def disputed(photo, ann, bob):
    return [say(photo, ann, PARIS), say(photo, bob, LILLE)]


def test_reviewer_chooses_one(photo, disputed, rita):
    event = decide(photo, rita, chosen=disputed[1].public_id, why="The belfry.")

    assert place_of(photo) == LILLE
    assert states() == ["rejected", "accepted"]
    assert (event.actor, event.why) == (rita, "The belfry.")
    assert list(event.proposals.all()) == [disputed[1]]
    assert Proposal.objects.get(pk=disputed[0].pk).why_rejected == "The belfry."


def test_reviewer_keeps_the_label(photo, disputed, rita):
    assert decide(photo, rita, chosen=None) is None
    assert place_of(photo) == LYON
    assert states() == ["rejected", "rejected"]


def test_nobody_reviews_their_own(photo, ann):
    both = add_worker("both", "annotators", "reviewers")
    say(photo, ann, PARIS)
    made = say(photo, both, LILLE)

    with pytest.raises(OwnProposal):
        decide(photo, both, chosen=made.public_id)
    assert states() == ["disputed", "disputed"]


def test_what_is_settled_is_not_decided_again(photo, disputed, rita):
    decide(photo, rita, chosen=None)

    for chosen in (None, disputed[0].public_id, uuid.uuid4()):
        with pytest.raises(NoDispute):
            decide(photo, rita, chosen=chosen)


# --- At once


@pytest.mark.django_db(transaction=True)
def test_two_who_second_at_once_have_one_effect(photo):
    first, second, third = (add_worker(name) for name in ("u", "v", "w"))
    say(photo, first, PARIS)
    together, refused = threading.Barrier(2), []

    def second_it(user):
        together.wait()
        try:
            say(photo, user, PARIS)
        except Exception as error:  # noqa: BLE001 - looked at below
            refused.append(type(error).__name__)
        connection.close()

    threads = [threading.Thread(target=second_it, args=[user]) for user in (second, third)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert LabelEvent.objects.count() == 1
    assert place_of(photo) == PARIS
    assert set(refused) <= {"HeldByAnother", "StaleClaim", "NoChange"}
    assert len(refused) == 1
