"""import_photos from the command line: what comes in, what stays out, and what it says."""

import csv
import hashlib
import json
import resource
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.core.management import CommandError, call_command

from predictor.models import Photo, Region, RegionPiece
from tests.predictor.intake.pictures import PARIS, SAMPLES, XMP, exif_of, fill, picture

pytestmark = pytest.mark.django_db

LYON = (45.764, 4.8357)
NOTHING = {
    *("imported", "duplicate", "unreadable", "without_location", "out_of_range"),
    *("swapped_looking", "conflicting", "suspicious", "near_other_split"),
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Counts that are not zero; the list of rejects is in `rejects.csv`."""
    monkeypatch.chdir(tmp_path)

    def run(path, *arguments):
        out = StringIO()
        options = ["--json", "--processes", "1", "--rejects", "rejects.csv", *arguments]
        call_command("import_photos", str(path), *options, stdout=out)
        counts = json.loads(out.getvalue())
        return {name: n for name, n in counts.items() if name in NOTHING and n}

    return run


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def rejects():
    with Path("rejects.csv").open() as file:
        return [(row["source"], row["reason"]) for row in csv.DictReader(file)]


def country(code, west, south, east, north):
    box = Polygon.from_bbox((west, south, east, north))
    region = Region.objects.create(
        level=0, code=code, name=code, country_code=code, geom=MultiPolygon(box, srid=4326)
    )
    RegionPiece.objects.create(region=region, level=0, geom=Polygon(box.coords[0], srid=4326))
    return region


# --- Folders


def test_import_of_a_folder_writes_rows_and_files(run, tmp_path, settings):
    (path, _) = fill(tmp_path / "trip", [PARIS, LYON])

    assert run(tmp_path / "trip", "--licence", "CC0") == {"imported": 2}

    photo = Photo.objects.get(source_id="000.jpg")
    stored = settings.MEDIA_ROOT / photo.file.name
    assert (photo.dataset, photo.licence, photo.label_trust) == ("trip", "CC0", 1.0)
    assert (photo.point.y, photo.point.x) == pytest.approx(PARIS, abs=1e-5)
    assert photo.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert stored.stem == hashlib.sha256(stored.read_bytes()).hexdigest()
    assert photo.split in {"train", "tune", "test"}


def test_import_twice_changes_nothing(run, tmp_path):
    fill(tmp_path / "trip", [PARIS, LYON])
    run(tmp_path / "trip")
    before = list(Photo.objects.order_by("id").values())

    assert run(tmp_path / "trip") == {"duplicate": 2}

    assert list(Photo.objects.order_by("id").values()) == before


def test_import_knows_equal_bytes_under_another_name_and_dataset(run, tmp_path):
    for name in ("a.jpg", "deep/er/b.jpg"):
        path = tmp_path / "trip" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(PARIS))

    assert run(tmp_path / "trip") == {"imported": 1, "duplicate": 1}
    assert run(tmp_path / "trip", "--dataset", "other") == {"duplicate": 2}


def test_import_never_replaces_a_picture_of_the_same_name(run, tmp_path):
    (path,) = fill(tmp_path / "trip", [PARIS])
    run(tmp_path / "trip")
    path.write_bytes(picture(LYON, seed=99))

    assert run(tmp_path / "trip") == {"conflicting": 1}


def test_import_counts_and_lists_what_it_refuses(run, tmp_path):
    folder = tmp_path / "trip"
    fill(folder, [PARIS])
    whole = picture(PARIS, seed=8, size=(400, 300))
    odd = {
        "cut.jpg": whole[: len(whole) // 2],
        "tiny.jpg": b"\xff\xd8\xff" + b"x" * 17,
        "bare.jpg": picture(seed=7),
        "zero.jpg": picture((0.0, 0.0), seed=6),
        "far.jpg": picture(exif=exif_of((45.0, 200.0))),
        "turned.jpg": picture(exif=exif_of((139.69, 35.68))),
        "text.png": b"hello",
    }
    for name, content in odd.items():
        (folder / name).write_bytes(content)

    assert run(folder) == {
        "imported": 1,
        "unreadable": 3,
        "without_location": 2,
        "out_of_range": 1,
        "swapped_looking": 1,
    }
    assert {source for source, _ in rejects()} == set(odd)


def test_import_trusts_a_guessed_hemisphere_less_and_lists_it(run, tmp_path):
    exif = exif_of(GPSLatitude=(48.0, 30.0, 0.0), GPSLongitude=(2.0, 30.0, 0.0))
    path = tmp_path / "trip" / "a.jpg"
    path.parent.mkdir()
    path.write_bytes(picture(exif=exif))

    assert run(tmp_path / "trip") == {"imported": 1, "suspicious": 1}
    assert Photo.objects.get().label_trust == 0.5
    assert rejects() == [("a.jpg", "suspicious, imported")]


def test_import_makes_no_list_when_nothing_is_refused(run, tmp_path):
    fill(tmp_path / "trip", [PARIS])

    run(tmp_path / "trip")

    assert not list(tmp_path.glob("*.csv*"))


def test_import_stores_no_byte_of_the_metadata(run, tmp_path, settings):
    exif = exif_of(PARIS, "2020:01:02 03:04:05")
    exif[315] = "SECRET-ARTIST"
    path = tmp_path / "trip" / "SECRET-NAME.jpg"
    path.parent.mkdir()
    path.write_bytes(picture(exif=exif, xmp=XMP, comment=b"SECRET-COMMENT"))

    run(tmp_path / "trip")

    (stored,) = [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]
    content = stored.read_bytes()
    for mark in (b"Exif", b"SECRET", b"http", b"ICC_PROFILE", b"2020"):
        assert mark not in content
    assert "SECRET" not in str(stored)
    assert content.count(b"\xff\xd8\xff") == 1  # no thumbnail inside


# --- Tables


def test_import_of_a_table_finds_its_images(run, tmp_path):
    fill(tmp_path / "images" / "00", [None, None])
    header = "id,latitude,longitude,sequence,captured_at,creator_username,thumb_original_url\n"
    rows = "000,48.8566,2.3522,s1,1567000000000,ann,\n001,45.764,4.8357,s1,1567000000000,ann,\n"
    path = write(tmp_path / "train.csv", header + rows)

    assert run(path, "--preset", "osv5m", "--images", str(tmp_path / "images")) == {"imported": 2}

    photo = Photo.objects.get(source_id="000")
    assert (photo.dataset, photo.author, photo.sequence) == ("osv5m", "ann", "s1")
    assert photo.captured_at.isoformat() == "2019-08-28T13:46:40+00:00"
    assert photo.licence == "CC BY-SA 4.0"


def test_import_refuses_rows_without_an_image_or_a_place(run, tmp_path):
    fill(tmp_path, [None, None, None, None])
    rows = "000.jpg,95,10\n001.jpg,nan,2\n002.jpg,,\n003.jpg,1,2\n../x.jpg,1,2\n/etc/passwd,1,2\n"
    path = write(tmp_path / "photos.csv", "file,lat,lon\n" + rows)

    assert run(path) == {
        "imported": 1,
        "swapped_looking": 1,
        "without_location": 2,
        "unreadable": 2,
    }


def test_import_of_metadata_only_is_idempotent_by_name(run, tmp_path):
    path = write(tmp_path / "places.csv", "id,lat,lon\na,1,2\nb,3,4\nb,3,4\n")

    assert run(path, "--metadata-only") == {"imported": 2, "duplicate": 1}
    assert run(path, "--metadata-only") == {"duplicate": 3}
    assert set(Photo.objects.values_list("file", "sha256", "width")) == {("", None, None)}


def test_import_gives_metadata_its_images_later(run, tmp_path):
    fill(tmp_path, [None])
    path = write(tmp_path / "places.csv", "id,file,lat,lon\na,000.jpg,48.8,2.3\n")
    run(path, "--metadata-only")
    before = Photo.objects.get()

    assert run(path) == {"imported": 1}

    after = Photo.objects.get()
    assert (after.id, after.split) == (before.id, before.split)
    assert after.file.name.startswith("photos/")


def test_import_stops_at_the_limit(run, tmp_path):
    path = write(tmp_path / "places.csv", "id,lat,lon\na,1,2\nb,3,4\nc,5,6\n")

    assert run(path, "--metadata-only", "--limit", "2") == {"imported": 2}


def test_import_survives_hostile_text(run, tmp_path):
    text = "id,lat,lon,author,heading,captured_at\n" + "x" * 900 + ",1,2,a\x00b\x1b[31m,-5,9e99\n"
    path = write(tmp_path / "places.csv", text)

    assert run(path, "--metadata-only") == {"imported": 1}

    photo = Photo.objects.get()
    assert (photo.author, photo.heading_deg, photo.captured_at) == ("a b [31m", None, None)


# --- Splits and regions


def test_import_keeps_a_sequence_in_the_split_it_has(run, tmp_path):
    text = "id,lat,lon,sequence\n{0}1,1,2,drive\n{0}2,50,60,drive\n"
    run(write(tmp_path / "a.csv", text.format("a")), "--metadata-only", "--split", "test")

    more = write(tmp_path / "b.csv", text.format("b"))
    run(more, "--metadata-only", "--dataset", "a", "--split", "train")

    assert set(Photo.objects.values_list("split", flat=True)) == {"test"}
    assert Photo.objects.count() == 4


def test_import_keeps_an_author_in_the_split_they_have(run, tmp_path):
    run(
        write(tmp_path / "a.csv", "id,lat,lon,author\n1,1,2,ann\n"),
        "--metadata-only",
        "--split",
        "tune",
    )

    more = write(tmp_path / "b.csv", "id,lat,lon,author\n2,50,60,ann\n")
    run(more, "--metadata-only", "--dataset", "a")

    assert set(Photo.objects.values_list("split", flat=True)) == {"tune"}


def test_import_lists_what_splits_share(run, tmp_path, capsys):
    text = "id,lat,lon,author\n{0},1,2,ann\n"
    run(write(tmp_path / "a.csv", text.format("1")), "--metadata-only", "--split", "train")
    more = write(tmp_path / "b.csv", text.format("2"))

    call_command(
        *("import_photos", str(more), "--dataset", "a", "--metadata-only", "--split", "test"),
    )

    said = "across splits: 1 author, 1 nearer than 1 km; see a-offenders.csv"
    assert said in capsys.readouterr().out
    with Path("a-offenders.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == ["author", "nearer than 1 km"]
    assert {row["splits"] for row in rows} == {"train test"}


def test_import_finds_the_country_and_doubts_exchanged_numbers(run, tmp_path):
    kenya = country("KE", 34.0, -4.0, 41.0, 5.0)
    rows = "in,0.5,37\nexchanged,37,0.5\nat sea,0.5,-30\nbeach,0.5,41.05\n"
    path = write(tmp_path / "places.csv", "id,lat,lon\n" + rows)

    assert run(path, "--metadata-only") == {"imported": 4, "suspicious": 1}

    found = dict(Photo.objects.values_list("source_id", "region_id"))
    assert found == {"in": kenya.id, "exchanged": None, "at sea": None, "beach": kenya.id}
    assert Photo.objects.get(source_id="exchanged").label_trust == 0.5


# --- What stops it


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "id,lat,lon\n", "no rows"),
        ("a.csv", "id,x,y\n1,2,3\n", "the file has: id, x, y"),
        ("a.pdf", "%PDF", "is not a folder"),
        ("folder/a.txt", "hello", "No photos"),
    ],
)
def test_import_says_in_one_line_what_is_wrong(run, tmp_path, name, text, message):
    path = write(tmp_path / name, text)
    source = path.parent if "/" in name else path

    with pytest.raises(CommandError, match=message) as caught:
        run(source)

    assert "\n" not in str(caught.value)
    assert Photo.objects.count() == 0


def test_import_asks_for_the_folder_of_the_images(run, tmp_path):
    path = write(tmp_path / "a.csv", "id,lat,lon\n1,2,3\n")

    with pytest.raises(CommandError, match="No folder nowhere"):
        run(path, "--images", "nowhere")


@pytest.mark.parametrize("path", ["nowhere", "nowhere.csv", "s-{0..2}.tar", "*.tar"])
def test_import_of_nothing_says_so(run, path):
    with pytest.raises(CommandError, match="No such"):
        run(path)


def test_import_points_to_the_table_in_a_folder_without_photos(run, tmp_path):
    write(tmp_path / "folder" / "coords.csv", "lat,lon\n1,2\n")

    with pytest.raises(CommandError, match=r"There is .*coords\.csv: import that"):
        run(tmp_path / "folder")


def test_import_says_where_it_cannot_write(run, tmp_path, settings):
    fill(tmp_path / "trip", [PARIS])
    settings.MEDIA_ROOT = write(tmp_path / "media", "a file, not a folder")

    with pytest.raises(CommandError, match=r"Cannot use .*media.* run the same command again"):
        run(tmp_path / "trip")

    assert Photo.objects.count() == 0


def test_import_leaves_nothing_half_written_when_there_is_no_room(run, tmp_path, settings):
    (tmp_path / "trip").mkdir()
    (tmp_path / "trip" / "a.jpg").write_bytes(picture(PARIS, size=(1200, 900), quality=99))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))  # as a full disk would

    with pytest.raises(CommandError, match="Cannot use"):
        run(tmp_path / "trip")

    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert Photo.objects.count() == 0
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert run(tmp_path / "trip") == {"imported": 1}


# --- Real photos where they lie at hand, made ones always


def datasets(tmp_path):
    places = [PARIS, LYON, (-34.6083, -58.371)]
    fill(tmp_path / "made", places)
    yield tmp_path / "made", {f"{n:03}.jpg": place for n, place in enumerate(places)}
    table = SAMPLES / "exif_open" / "coords.csv"
    if table.exists():
        rows = list(csv.DictReader(table.open()))
        names = [row["file"].removeprefix("images/") for row in rows]
        spots = [(float(row["latitude"]), float(row["longitude"])) for row in rows]
        yield table.parent / "images", dict(zip(names, spots, strict=True))


def test_import_of_real_photos_agrees_with_their_list(run, tmp_path):
    for number, (folder, places) in enumerate(datasets(tmp_path)):
        assert run(folder, "--dataset", f"real {number}") == {"imported": len(places)}

        for photo in Photo.objects.filter(dataset=f"real {number}"):
            assert (photo.point.y, photo.point.x) == pytest.approx(
                places[photo.source_id], abs=1e-5
            )
