"""Tables: their columns, their oddities, and the images that they name."""

import gzip

import pytest

from predictor.intake.candidate import Candidate
from predictor.intake.columns import PRESETS, USUAL, match_columns, wanted_names
from predictor.intake.finder import ImageFinder
from predictor.intake.outcome import IntakeError, Rejection
from predictor.intake.table import Table, count_rows, is_table, read_table
from tests.predictor.intake.pictures import fill

# The first lines of the published files.
HEADERS = {
    "mp16": "IMG_ID,AUTHOR,LAT,LON,S3_Label,S16_Label,S365_Label,Prob_indoor,Prob_natural",
    "im2gps3k": "IMG_ID,AUTHOR,LON,LAT,S3_Label,S16_Label,S365_Label,Prob_indoor",
    "yfcc": "photoid,uid,unickname,datetaken,longitude,latitude,accuracy,licensename,pageurl",
    "osv5m": "id,latitude,longitude,thumb_original_url,country,sequence,captured_at,lon_bin,"
    "creator_username,creator_id",
}


def table(tmp_path, text, name="photos.csv", **options):
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Table(path, metadata_only=options.pop("metadata_only", True), **options)


def read(tmp_path, text, **options):
    return list(read_table(table(tmp_path, text, **options)))


def places(items):
    return [(item.said.lat, item.said.lng) for item in items]


@pytest.mark.parametrize("name", HEADERS)
def test_match_columns_knows_the_published_headers(name):
    header = HEADERS[name].split(",")

    found = match_columns(header, wanted_names(PRESETS[name], {}))

    assert {"id", "image", "lat", "lng", "author"} <= set(found)
    assert header[found["lat"]].lower().startswith("lat")
    assert header[found["lng"]].lower().startswith("lon")


def test_match_columns_takes_any_case_and_order():
    assert match_columns([" LNG ", "Lat"], USUAL) == {"lat": 1, "lng": 0}


def test_match_columns_prefers_what_was_chosen():
    chosen = {"lat": "y", "lng": "x"}

    found = match_columns(["lat", "lon", "x", "y"], wanted_names(None, chosen), chosen)

    assert (found["lat"], found["lng"]) == (3, 2)


@pytest.mark.parametrize("chosen", [{}, {"lat": "breite"}, {"author": "whom"}])
def test_match_columns_lists_what_there_is(chosen):
    with pytest.raises(IntakeError, match=r"the file has: name, lng\. Name it with --"):
        match_columns(["name", "lng"], wanted_names(None, chosen), chosen)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_read_table_finds_the_separator(tmp_path, separator):
    text = separator.join(["lat", "lon"]) + "\n" + separator.join(["1.5", "2.5"]) + "\n"

    assert places(read(tmp_path, text)) == [("1.5", "2.5")]


def test_read_table_takes_byte_order_marks_and_windows_lines(tmp_path):
    assert places(read(tmp_path, "\ufefflat,lon\r\n1,2\r\n\r\n3,4\r\n")) == [("1", "2"), ("3", "4")]


def test_read_table_takes_packed_files(tmp_path):
    packed = gzip.compress(b"lat,lon\n1,2\n")

    assert places(read(tmp_path, packed, name="photos.csv.gz")) == [("1", "2")]
    assert count_rows(tmp_path / "photos.csv.gz") is None


def test_read_table_ends_where_a_packed_file_breaks_off(tmp_path):
    packed = gzip.compress(b"lat,lon\n" + b"".join(b"%d.5,2\n" % n for n in range(90)) * 99)

    items = read(tmp_path, packed[: len(packed) // 2], name="photos.csv.gz")

    assert isinstance(items[-1], Rejection)
    assert all(isinstance(item, Candidate) for item in items[:-1])


def test_read_table_goes_on_after_a_row_that_is_no_csv(tmp_path):
    items = read(tmp_path, f'lat,lon\n1,2\n"{"x" * 200_000}",2\n5,6\n')

    assert [type(item) for item in items] == [Candidate, Rejection, Candidate]


def test_read_table_takes_short_rows_as_without_the_rest(tmp_path):
    assert places(read(tmp_path, "lat,lon\n1\n")) == [("1", "")]


def test_read_table_reads_the_columns_of_yfcc_without_a_header(tmp_path):
    cells = ["1", "7@N00", "me", "2008-01-02 03:04:05.0", *[""] * 6, "2.5", "48.5", *[""] * 11]

    items = read(tmp_path, "\t".join(cells) + "\n", name="yfcc.tsv", preset=PRESETS["yfcc"])

    assert places(items) == [("48.5", "2.5")]
    assert items[0].said.author == "7@N00"


def test_read_table_names_scenes_and_licences_of_a_preset(tmp_path):
    mp16 = read(tmp_path, "IMG_ID,LAT,LON,S3_Label\na,1,2,1\n", preset=PRESETS["mp16"])
    osv5m = read(tmp_path, "id,latitude,longitude\na,1,2\n", preset=PRESETS["osv5m"])

    assert mp16[0].said.scene == "natural"
    assert osv5m[0].said.licence == "CC BY-SA 4.0"


@pytest.mark.parametrize("text", ["", "\n", "\ufeff"])
def test_read_table_refuses_an_empty_file(tmp_path, text):
    with pytest.raises(IntakeError, match="is empty"):
        read(tmp_path, text)


def test_read_table_reads_no_row_before_it_is_asked(tmp_path):
    """Five million rows must not be in memory at once."""
    rows = read_table(table(tmp_path, "lat,lon\n" + "1,2\n" * 50_000))

    assert next(rows).source_id == "row 1"


def test_finder_adds_the_suffix_and_looks_below(tmp_path):
    path = fill(tmp_path / "00" / "17", [(1, 2)])[0]

    assert ImageFinder(tmp_path).find("000") == path
    assert ImageFinder(tmp_path).find("00/17/000.jpg") == path


@pytest.mark.parametrize(
    "name", ["", "../secret", "/etc/hostname", "a\x00b", "x" * 5000, "none", "."]
)
def test_finder_stays_in_its_folder(tmp_path, name):
    (tmp_path / "images").mkdir()
    fill(tmp_path, [(1, 2)])[0].rename(tmp_path / "secret.jpg")

    assert ImageFinder(tmp_path / "images").find(name) is None


def test_finder_does_not_follow_links_out_of_its_folder(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "000.jpg").symlink_to(fill(tmp_path, [(1, 2)])[0])

    assert ImageFinder(tmp_path / "images").find("000") is None


def test_is_table_goes_by_the_name(tmp_path):
    assert is_table(tmp_path / "a.csv.gz")
    assert is_table(tmp_path / "a.TSV")
    assert not is_table(tmp_path / "a.tar.gz")
