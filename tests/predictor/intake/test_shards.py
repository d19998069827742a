"""Webdataset shards: samples, hostile members, and what a broken archive costs."""

import io
import json
import tarfile

import pytest

from predictor.intake.outcome import Rejection
from predictor.intake.shards import LARGEST_JSON_BYTES, Shards, expand, read_shards, split_key
from tests.predictor.intake.pictures import PARIS, picture

PLACE = {"lat": PARIS[0], "lon": PARIS[1]}


def shard(path, members, mode="w"):
    with tarfile.open(path, mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            body = json.dumps(content).encode() if isinstance(content, dict) else content
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return path


def read(*paths):
    return list(read_shards(Shards(paths)))


@pytest.mark.parametrize(("name", "mode"), [("a.tar", "w"), ("a.tar.gz", "w:gz")])
def test_read_shards_joins_image_and_json(tmp_path, name, mode):
    members = {
        "d/001.jpg": picture(seed=1),
        "d/001.json": PLACE | {"Author": "ann"},
        "d/001.cls": b"7",
    }

    (item,) = read(shard(tmp_path / name, members, mode))

    assert (item.source_id, item.image) == ("d/001", members["d/001.jpg"])
    assert (float(item.said.lat), item.said.author) == (PARIS[0], "ann")
    assert not item.position_in_exif


@pytest.mark.parametrize("fields", [{}, {"001.json": {"title": "no place"}}])
def test_read_shards_asks_the_image_where_the_json_is_silent(tmp_path, fields):
    (item,) = read(shard(tmp_path / "a.tar", {"001.jpg": picture(PARIS), **fields}))

    assert item.position_in_exif


def test_read_shards_writes_no_member_to_the_disk(tmp_path):
    members = {"../../evil.jpg": picture(), "/evil.json": PLACE, "a\\..\\b.jpg": picture()}
    path = shard(tmp_path / "a.tar", members)

    read(path)

    assert list(tmp_path.iterdir()) == [path]


def test_read_shards_leaves_out_links_and_devices(tmp_path):
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("001.jpg")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)

    assert read(tmp_path / "a.tar") == []


@pytest.mark.parametrize(
    "body", [b"{", b"[" * 100_000, b"[1, 2]", b"\xff", b"9" * (LARGEST_JSON_BYTES + 1)]
)
def test_read_shards_refuses_odd_json_and_goes_on(tmp_path, body):
    members = {"1.jpg": picture(), "1.json": body, "2.jpg": picture(), "2.json": PLACE}

    first, second = read(shard(tmp_path / "a.tar", members))

    assert isinstance(first, Rejection)
    assert second.source_id == "2"


def test_read_shards_goes_on_after_a_broken_shard(tmp_path):
    members = {f"{n}.jpg": picture(seed=n) for n in range(5)}
    broken, whole = (shard(tmp_path / name, members) for name in ("a.tar", "b.tar"))
    broken.write_bytes(broken.read_bytes()[:5000])

    items = read(broken, whole)

    assert sum(isinstance(item, Rejection) for item in items) == 1
    assert sum(item.source.startswith("b.tar") for item in items) == 5


def test_split_key_ends_at_the_first_dot():
    assert split_key("a/b.seg.JPG") == ("a/b", "seg.jpg")
    assert split_key("./x/y") == ("x/y", "")


def test_expand_counts_braces_and_wildcards(tmp_path):
    paths = [tmp_path / f"s-{n:03}.tar" for n in (8, 9, 10)]
    for path in paths:
        path.touch()

    assert expand(f"{tmp_path}/s-{{008..010}}.tar") == paths
    assert expand(f"{tmp_path}/s-*.tar") == paths
    assert expand("one.tar")[0].name == "one.tar"
