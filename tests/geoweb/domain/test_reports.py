import pytest

from geoweb.domain.reports import MOST_LETTERS, report
from geoweb.enums import FlagReason, FlagState, UploadAct
from geoweb.models import Flag, UploadEvent
from tests.album import add_photo
from tests.geoweb.sent import add_player, add_upload

pytestmark = pytest.mark.django_db


def test_report_is_an_open_flag_and_a_line_of_the_log():
    photo, player = add_photo("odd"), add_player()

    flag = report(photo, player, FlagReason.WRONG_PLACE, " Looks like Lyon. ")

    assert (flag.state, flag.reason, flag.text) == ("open", "wrong_place", "Looks like Lyon.")
    line = UploadEvent.objects.get()
    assert (line.act, line.player, line.detail) == (UploadAct.REPORTED, player, "wrong_place")


def test_report_of_the_same_player_is_one_while_it_is_open():
    photo, player = add_photo("odd"), add_player()

    report(photo, player, FlagReason.OTHER)
    report(photo, player, FlagReason.PERSON, "my house")

    assert [flag.reason for flag in Flag.objects.all()] == ["person"]
    assert UploadEvent.objects.count() == 1


def test_report_after_a_decision_is_a_new_one():
    photo, player = add_photo("odd"), add_player()
    Flag.objects.create(photo=photo, player=player, reason="other", state=FlagState.DISMISSED)

    report(photo, player, FlagReason.OTHER)

    assert Flag.objects.filter(state=FlagState.OPEN).count() == 1


def test_report_of_another_player_counts_too():
    photo = add_photo("odd")

    report(photo, add_player(), FlagReason.OTHER)
    report(photo, add_player(), FlagReason.OTHER)

    assert Flag.objects.count() == 2


def test_report_of_an_upload_names_it_in_the_log():
    upload = add_upload()
    photo = upload.views.get().photo

    report(photo, add_player("Bo"), FlagReason.PERSON)

    line = UploadEvent.objects.get()
    assert line.upload_id_was == upload.public_id
    assert "person" in line.detail


def test_report_is_cut_where_it_becomes_a_novel():
    flag = report(add_photo("odd"), add_player(), FlagReason.OTHER, "x" * 9000)

    assert len(flag.text) == MOST_LETTERS
