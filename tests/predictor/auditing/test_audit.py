"""What an audit finds across splits, what it lets pass, and what it says."""

import io
import json
from itertools import combinations

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from predictor.auditing import Kind, audit
from predictor.auditing.offenders import LeakError
from predictor.geodesy import LatLng, destination, haversine_km
from predictor.models import Photo
from tests.album import LYON, add_photo
from tests.predictor.intake.pictures import picture, pixels

pytestmark = pytest.mark.django_db
TOKYO = LatLng(35.68, 139.69)


def add(name, latlng, split, seed=None, **fields):
    """Pictures of different seeds are strangers; without one, a row of metadata only."""
    if seed is not None:
        return add_photo(name, latlng, split, body=picture(seed=seed, size=(320, 256)), **fields)
    return Photo.objects.create(
        dataset="album",
        source_id=name,
        point=f"SRID=4326;POINT({latlng.lng} {latlng.lat})",
        split=split,
        **fields,
    )


def found(report):
    return [(offender.kind, offender.photo_ids, offender.splits) for offender in report.offenders]


def test_audit_of_clean_splits_finds_nothing():
    add("a", LYON, "train", seed=1)
    add("b", TOKYO, "test", seed=2)

    report = audit()

    assert report.offenders == ()
    assert report.photos == {"train": 1, "tune": 0, "test": 1}
    report.refuse_leaks()


def test_audit_of_no_photos_finds_nothing():
    assert audit().offenders == audit(["nowhere"]).offenders == ()


def test_audit_lists_a_torn_sequence_with_all_its_photos():
    ids = [
        add(str(n), destination(LYON, 0, 50 * n), split, sequence="s").id
        for n, split in enumerate(["train", "test", "train"])
    ]

    (offender,) = audit().offenders

    assert (offender.kind, offender.name) == (Kind.SEQUENCE, "album: s")
    assert offender.photo_ids == tuple(ids)
    assert offender.to_leave_out() == {ids[0], ids[2]}


def test_audit_knows_sequences_of_two_datasets_apart():
    add("a", LYON, "train", sequence="s")
    photo = add("b", TOKYO, "test", sequence="s")
    Photo.objects.filter(id=photo.id).update(dataset="other")

    assert audit().offenders == ()


def test_audit_calls_an_author_torn_between_lone_photos_a_leak():
    a = add("a", LYON, "tune", author="ann")
    b = add("b", TOKYO, "test", author="ann")

    report = audit()

    assert found(report) == [(Kind.AUTHOR, (a.id, b.id), ("tune", "test"))]
    assert report.to_leave_out() == {a.id}


def test_audit_only_notes_an_author_of_drives_in_two_splits():
    a = add("a", LYON, "train", author="ann", sequence="s")
    b = add("b", TOKYO, "test", author="ann", sequence="t")

    report = audit()

    assert found(report) == [(Kind.AUTHOR_OF_DRIVES, (a.id, b.id), ("train", "test"))]
    assert report.leaks == ()
    report.refuse_leaks()


# --- Near-duplicates


def test_audit_finds_the_same_picture_encoded_again():
    a = add("a", LYON, "train", seed=1)
    again = io.BytesIO()
    pixels(1, (320, 256)).save(again, "JPEG", quality=40)
    b = add_photo("b", TOKYO, "test", body=again.getvalue())

    assert found(audit()) == [(Kind.DUPLICATE, (a.id, b.id), ("train", "test"))]


def test_audit_lists_every_copy_on_either_side():
    copies = [add(str(n), destination(LYON, 0, 90 * n), "train", seed=1) for n in range(3)]
    test = add("test", TOKYO, "test", seed=1)

    report = audit()

    assert {offender.photo_ids for offender in report.offenders} == {
        (copy.id, test.id) for copy in copies
    }


@pytest.mark.parametrize("colour", ["black", "white"])
def test_audit_pairs_no_bare_surfaces(colour):
    bare = io.BytesIO()
    pixels(1).point(lambda _: 0 if colour == "black" else 255).save(bare, "JPEG")
    for number, split in enumerate(["train", "train", "tune", "test"]):
        add_photo(str(number), destination(LYON, 0, 90 * number), split, body=bare.getvalue())

    assert audit().offenders == ()
    assert set(Photo.objects.values_list("perceptual_hash", flat=True)) == {0}


def test_audit_lets_like_hashes_pass_when_the_detail_differs():
    a, b = add("a", LYON, "train", seed=1), add("b", TOKYO, "test", seed=2)
    Photo.objects.filter(id__in=[a.id, b.id]).update(perceptual_hash=12345)

    assert audit().offenders == ()


def test_audit_believes_like_hashes_when_a_file_is_gone():
    a, b = add("a", LYON, "train", seed=1), add("b", TOKYO, "test", seed=2)
    Photo.objects.filter(id__in=[a.id, b.id]).update(perceptual_hash=12345)
    b.file.storage.delete(b.file.name)

    assert found(audit()) == [(Kind.DUPLICATE, (a.id, b.id), ("train", "test"))]


def test_audit_fills_in_hashes_and_counts_what_has_none():
    add("a", LYON, "train", seed=1)
    add("row", TOKYO, "test")
    broken = add("c", destination(LYON, 0, 90), "train", seed=3)
    broken.file.storage.delete(broken.file.name)
    steps = []

    report = audit(on_progress=steps.append)

    assert (report.unhashed, sum(steps)) == (2, 2)
    assert Photo.objects.filter(perceptual_hash__gt=0).count() == 1


# --- Nearer than 1 km


@pytest.mark.parametrize("latlng", [LYON, LatLng(0.0, 180.0), LatLng(89.9999, 0.0)])
def test_audit_finds_what_lies_nearer_than_a_kilometre(latlng):
    a = add("a", latlng, "train")
    b = add("b", destination(latlng, 90, 0.99), "test")
    add("c", destination(latlng, 90, 2.0), "tune")

    (offender,) = audit().offenders

    assert (offender.kind, offender.photo_ids) == (Kind.NEAR, (a.id, b.id))
    assert offender.distance == pytest.approx(0.99, abs=0.01)


def test_audit_of_a_crowd_agrees_with_every_pair_measured():
    rng = np.random.default_rng(3)
    splits = rng.choice(["train", "tune", "test"], 90)
    spots = [destination(LYON, *rng.uniform((0, 0), (360, 6))) for _ in splits]
    ids = [add(str(n), *each).id for n, each in enumerate(zip(spots, splits, strict=True))]

    report = audit()

    torn = {
        (ids[n], splits[m])
        for pair in combinations(range(90), 2)
        for n, m in (pair, pair[::-1])
        if splits[n] != splits[m] and haversine_km(spots[n], spots[m]) < 1.0
    }
    listed = {
        (photo_id, other)
        for offender in report.offenders
        for photo_id, other in zip(offender.photo_ids, offender.splits[::-1], strict=True)
    }
    assert listed == torn


def test_without_the_photos_to_leave_out_the_splits_are_clean():
    rng = np.random.default_rng(4)
    for number in range(40):
        latlng = destination(LYON, *rng.uniform((0, 0), (360, 5)))
        fields = {"sequence": f"s{number % 12}"} if number % 2 else {"author": f"a{number % 7}"}
        add(str(number), latlng, str(rng.choice(["train", "tune", "test"])), **fields)
    report = audit()

    Photo.objects.filter(id__in=report.to_leave_out()).delete()

    assert len(report.leaks) > 5
    assert audit().leaks == ()
    assert Photo.objects.filter(split="test").count() == report.photos["test"]


# --- What it says


def test_leaks_are_refused_in_one_line_with_the_remedy():
    add("a", LYON, "train")
    add("b", LYON, "test")

    with pytest.raises(LeakError, match=r"1 nearer than 1 km.*audit_splits") as caught:
        audit().refuse_leaks()

    assert "\n" not in str(caught.value)


def test_audit_splits_prints_a_table_and_fails():
    for number in range(3):
        spot = destination(LYON, 0, 90 * number)
        add(f"a{number}", spot, "train")
        add(f"b{number}", spot, "test")
    out = io.StringIO()

    with pytest.raises(CommandError, match="The splits leak"):
        call_command("audit_splits", "--most", "1", stdout=out)

    first, second, last = out.getvalue().strip().split("\n")
    assert first.startswith("nearer than 1 km")
    assert second == "... and 2 more: --most or --json shows them"
    assert "3 nearer than 1 km" in last


def test_audit_splits_gives_everything_as_json():
    a, b = add("a", LYON, "train", author="ann"), add("b", LYON, "test", author="ann")
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command("audit_splits", "album", "--json", stdout=out)

    said = json.loads(out.getvalue())
    photos = [{"id": a.id, "split": "train"}, {"id": b.id, "split": "test"}]
    assert [offender["kind"] for offender in said["offenders"]] == ["author", "nearer than 1 km"]
    assert all(offender["photos"] == photos for offender in said["offenders"])
    assert said["is_clean"] is False


def test_audit_splits_of_an_unknown_dataset_says_so():
    with pytest.raises(CommandError, match="No located photos in nowhere"):
        call_command("audit_splits", "nowhere")
