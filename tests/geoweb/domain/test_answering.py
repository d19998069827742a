"""From pending rows to endings, with a locator that answers at once or fails on purpose."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError
from PIL import Image

from geoweb.domain.answering import answer_pending
from geoweb.domain.claims import claim_batch, free_own
from geoweb.domain.removal import delete_upload
from geoweb.domain.switches import switch_uploads
from geoweb.enums import Terms, UploadAct, UploadFailure, UploadState
from geoweb.models import Upload, UploadEvent
from geoweb.tasks import decode
from predictor.models import Locator, Photo, Prediction
from predictor.models.points import to_latlng
from tests.album import jpeg
from tests.geoweb.pending import wait
from tests.geoweb.sent import NEAR_LYON, add_locator, made_answer


def locate(places, locator):
    return [made_answer() for _ in places]


class Watched:
    """A locator that notes what it is asked, and first does what a test wants to happen then."""

    def __init__(self, meanwhile=lambda places: None):
        self.batches, self.locators, self.meanwhile = [], [], meanwhile

    def __call__(self, places, locator):
        self.batches.append([[photo.file.name for photo in views] for views in places])
        self.locators.append(locator)
        self.meanwhile(places)
        return locate(places, locator)


def states():
    return list(Upload.objects.order_by("pk").values_list("state", flat=True))


def due_again():
    """The pause of every upload is over."""
    Upload.objects.update(not_before="2026-01-01T00:00Z")


@pytest.fixture
def locator(db):
    return add_locator()


@pytest.mark.django_db
def test_pending_upload_is_answered(locator, django_capture_on_commit_callbacks):
    upload = wait()
    incoming = upload.views.get().incoming

    with django_capture_on_commit_callbacks(execute=True):
        assert answer_pending(locate, decode) == 1

    upload.refresh_from_db()
    assert (upload.state, upload.claim) == (UploadState.ANSWERED, None)
    assert to_latlng(upload.prediction.point) == pytest.approx(NEAR_LYON)
    assert upload.prediction.photo == upload.views.get().photo
    assert not default_storage.exists(incoming)
    assert upload.views.get().incoming == ""
    assert UploadEvent.objects.get().act == UploadAct.ANSWERED


@pytest.mark.django_db
def test_safe_copy_is_all_that_is_kept_of_a_picture(locator):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    wait(jpeg(1600, 900, exif=exif.tobytes()))
    watched = Watched()

    answer_pending(watched, decode)

    photo = Photo.objects.get()
    kept = default_storage.open(photo.file.name).read()
    assert watched.batches == [[[f"uploads/{photo.source_id}.jpg"]]]
    assert b"taken at home" not in kept
    assert Image.open(io.BytesIO(kept)).size == (photo.width, photo.height) == (1280, 720)


@pytest.mark.django_db
def test_uploads_are_looked_at_in_batches(settings, locator):
    settings.UPLOAD_BATCH = 4
    for _ in range(10):
        wait()
    watched = Watched()

    assert answer_pending(watched, decode) == 10
    assert [len(batch) for batch in watched.batches] == [4, 4, 2]


@pytest.mark.django_db
def test_views_of_one_place_stay_together_and_in_order(locator):
    pictures = [jpeg(colour=colour) for colour in ("red", "green", "blue")]
    upload = wait(*pictures)
    watched = Watched()

    answer_pending(watched, decode)

    views = upload.views.order_by("number")
    assert watched.batches == [[[view.photo.file.name for view in views]]]
    assert Prediction.objects.get().photo == views[0].photo


@pytest.mark.django_db
def test_coarse_terms_keep_no_exact_point(locator):
    wait(terms=Terms.COARSE)
    answer_pending(locate, decode)

    prediction = Prediction.objects.get()
    assert to_latlng(prediction.point) != pytest.approx(NEAR_LYON, abs=1e-3)
    assert prediction.cell_numbers == []


@pytest.mark.django_db
def test_stricter_site_withholds_what_it_promised(settings, locator):
    wait(terms=Terms.COARSE), wait(terms=Terms.DUEL)
    settings.UPLOAD_ANSWERS = "off"

    answer_pending(locate, decode)

    assert states() == [UploadState.FAILED, UploadState.ANSWERED]
    assert Upload.objects.first().failure == UploadFailure.WITHHELD


# --- Pictures that are none


@pytest.mark.django_db
def test_unreadable_picture_fails_alone_and_at_once(locator, django_capture_on_commit_callbacks):
    wait()
    bad = wait(jpeg()[:300])
    wait()
    watched = Watched()

    with django_capture_on_commit_callbacks(execute=True):
        assert answer_pending(watched, decode) == 3

    bad.refresh_from_db()
    assert states() == [UploadState.ANSWERED, UploadState.FAILED, UploadState.ANSWERED]
    assert (bad.failure, bad.attempts) == (UploadFailure.UNREADABLE, 1)
    assert bad.reason
    assert [len(batch) for batch in watched.batches] == [2]
    assert default_storage.listdir("incoming")[1] == []
    assert len(default_storage.listdir("uploads")[1]) == 2


@pytest.mark.django_db
def test_one_unreadable_view_fails_the_upload_whole(locator, django_capture_on_commit_callbacks):
    wait(jpeg(), b"no picture")
    with django_capture_on_commit_callbacks(execute=True):
        answer_pending(locate, decode)
    assert states() == [UploadState.FAILED]
    assert default_storage.listdir("uploads")[1] == []


# --- Our own faults


def broken(places, locator):
    raise OperationalError("the connection is gone")


@pytest.mark.django_db(transaction=True)
def test_failed_batch_goes_back_whole_then_one_by_one(locator):
    for _ in range(3):
        wait()
    assert answer_pending(broken, decode) == 0
    assert states() == [UploadState.PENDING] * 3

    due_again()
    watched = Watched()
    assert answer_pending(watched, decode) == 3
    assert [len(batch) for batch in watched.batches] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_poisonous_picture_sinks_nobody_else(settings, locator):
    wait(), wait(jpeg(colour="red")), wait()
    poison = Upload.objects.order_by("pk")[1].views.get().photo.source_id

    def die_of_it(places):
        if any(poison in photo.file.name for views in places for photo in views):
            raise RuntimeError("poison")

    for _ in range(settings.UPLOAD_ATTEMPTS):
        due_again()
        answer_pending(Watched(die_of_it), decode)

    assert states() == [UploadState.ANSWERED, UploadState.FAILED, UploadState.ANSWERED]
    given_up = Upload.objects.get(state=UploadState.FAILED)
    assert given_up.failure == UploadFailure.GAVE_UP
    assert given_up.attempts == settings.UPLOAD_ATTEMPTS


@pytest.mark.django_db
def test_missing_file_is_no_matter_of_the_others(locator):
    gone = wait()
    default_storage.delete(gone.views.get().incoming)
    wait()

    answer_pending(locate, decode)

    assert states() == [UploadState.PENDING, UploadState.ANSWERED]


@pytest.mark.django_db
def test_what_an_interrupted_turn_held_is_taken_up_again(locator):
    wait()
    claim_batch()  # and the turn ended here, in this very process

    assert answer_pending(locate, decode) == 0
    due_again()
    assert answer_pending(locate, decode) == 1


# --- Nobody may answer


@pytest.mark.django_db
def test_without_a_locator_uploads_wait():
    wait()
    assert answer_pending(locate, decode) == 0
    assert Upload.objects.get().attempts == 0

    add_locator()
    assert answer_pending(locate, decode) == 1


@pytest.mark.django_db
def test_closed_uploads_wait(locator):
    wait()
    switch_uploads(on=False)
    assert answer_pending(locate, decode) == 0
    assert states() == [UploadState.PENDING]


@pytest.mark.django_db
def test_new_locator_takes_over_between_two_batches(settings, locator):
    settings.UPLOAD_BATCH = 2
    for _ in range(4):
        wait()

    def publish(places):
        if not Locator.objects.filter(version=2).exists():
            Locator.objects.update(state=Locator.State.RETIRED)
            add_locator(version=2)

    watched = Watched(publish)
    answer_pending(watched, decode)

    assert [each.version for each in watched.locators] == [1, 2]
    told_by = Upload.objects.order_by("created_at").values_list("prediction__locator__version")
    assert [version for (version,) in told_by] == [1, 1, 2, 2]


# --- Meanwhile


@pytest.mark.django_db
def test_upload_deleted_meanwhile_does_not_reappear(locator, django_capture_on_commit_callbacks):
    stays, goes = wait(), wait()

    def delete(places):
        delete_upload(Upload.objects.get(pk=goes.pk))

    with django_capture_on_commit_callbacks(execute=True):
        assert answer_pending(Watched(delete), decode) == 1

    kept = stays.views.get().photo
    assert list(Upload.objects.all()) == [stays]
    assert list(Photo.objects.all()) == [kept]
    assert default_storage.listdir("uploads")[1] == [Path(kept.file.name).name]


@pytest.mark.django_db
def test_late_worker_overwrites_nothing(locator):
    """Its claim was taken for abandoned, and another has answered meanwhile."""
    upload = wait()

    def another_answers(places):
        free_own()
        due_again()
        answer_pending(lambda places, locator: [made_answer(first=1)], decode)

    assert answer_pending(Watched(another_answers), decode) == 0

    upload.refresh_from_db()
    assert upload.prediction.cell_numbers[0] == 1
    assert Prediction.objects.count() == UploadEvent.objects.count() == 1
    assert default_storage.exists(upload.views.get().photo.file.name)


@pytest.mark.django_db
def test_what_was_foretold_otherwise_gives_room(locator):
    """A job over many photos had no promise to keep."""
    upload = wait(terms=Terms.COARSE)
    photo = upload.views.get().photo
    Prediction.objects.create(
        photo=photo, locator=locator, point=upload.truth or "POINT (4 45)",
        cell_numbers=[1], probabilities=[0.5],
    )  # fmt: skip

    answer_pending(locate, decode)

    upload.refresh_from_db()
    assert upload.prediction.cell_numbers == []
    assert Prediction.objects.get() == upload.prediction
