"""Reviewers see what is odd, and exclude and readmit with a reason."""

import pytest
from django.urls import reverse

from geoweb.domain.fair_play import look_for_signals
from geoweb.enums import SignalState
from geoweb.models import Exclusion, Result, Signal, User
from tests.geoweb.board.league import add_guess, near
from tests.geoweb.dealt import add_account, add_playable

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick():
    player = add_account("quick")
    for photo in add_playable(5):
        add_guess(player, photo, near(photo, 20), took_ms=900)
    look_for_signals()
    return player


@pytest.fixture
def root(client):
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.mark.parametrize("model", ["signal", "exclusion", "boardrefresh"])
def test_every_list_opens(root, quick, model):
    assert root.get(reverse(f"admin:geoweb_{model}_changelist")).status_code == 200


def test_a_signal_is_reviewed_and_nothing_else_happens(root, quick):
    data = {"action": "uphold", "_selected_action": [Signal.objects.get().pk]}

    root.post(reverse("admin:geoweb_signal_changelist"), data)

    signal = Signal.objects.get()
    assert (signal.state, signal.reviewed_by.username) == (SignalState.UPHELD, "root")
    assert Result.objects.filter(player=quick).count() == 5


def test_adding_an_exclusion_excludes_and_a_reason_lifts_it(root, quick):
    root.post(reverse("admin:geoweb_exclusion_add"), {"player": quick.pk, "why": "no human"})
    exclusion = Exclusion.objects.get()
    assert (exclusion.actor.username, Result.objects.count()) == ("root", 0)

    change = reverse("admin:geoweb_exclusion_change", args=[exclusion.pk])
    root.post(change, {"lifted_why": "a world champion"})

    exclusion.refresh_from_db()
    assert (exclusion.lifted_by.username, Result.objects.count()) == ("root", 5)


def test_an_exclusion_without_a_reason_is_refused(root, quick):
    root.post(reverse("admin:geoweb_exclusion_add"), {"player": quick.pk, "why": " "})

    assert Exclusion.objects.count() == 0
