"""Tiles over HTTP."""

import gzip

import pytest
from django.test import TestCase

from tests.predictor.mvt import decode
from tests.predictor.squares import load_countries

URL = "/tiles/provinces/4/9/9.mvt"


class TileViewTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_countries("LS", "ZA")

    def get(self, url=URL, **headers):
        return self.client.get(
            url, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )

    def test_tile_may_be_kept_by_everyone(self):
        response = self.get()

        assert response["Content-Type"] == "application/vnd.mapbox-vector-tile"
        assert response["Cache-Control"].startswith("public, max-age=")
        assert "stale-while-revalidate=" in response["Cache-Control"]
        assert "provinces" in decode(response.content)

    def test_tile_says_nothing_about_the_reader(self):
        response = self.get()

        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies

    def test_tile_is_compressed_for_who_can_read_it(self):
        plain, packed = self.get(), self.get(accept_encoding="br, gzip")

        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content)
        assert "Accept-Encoding" in packed["Vary"]

    def test_tile_is_plain_for_who_refuses_gzip(self):
        for header in ("", "br", "gzip;q=0", "gzip; q=0.0, br"):
            assert "Content-Encoding" not in self.get(accept_encoding=header)

    def test_each_encoding_has_its_own_strong_tag(self):
        plain, packed = self.get()["ETag"], self.get(accept_encoding="gzip")["ETag"]

        assert plain != packed
        assert not plain.startswith("W/")

    def test_known_tile_is_not_sent_again(self):
        for accepted in ("", "gzip"):
            tag = self.get(accept_encoding=accepted)["ETag"]
            for known in (tag, f"W/{tag}", f'"other", {tag}'):
                again = self.get(accept_encoding=accepted, if_none_match=known)
                assert (again.status_code, again.content) == (304, b"")
                assert again["ETag"] == tag
                assert "max-age" in again["Cache-Control"]

    def test_changed_tile_is_sent_again(self):
        response = self.get(if_none_match='"00000000000000000000000000000000"')

        assert response.status_code == 200

    def test_tag_stays_while_the_regions_are_loaded_again(self):
        before = self.get()["ETag"]
        load_countries("LS", "ZA")

        assert self.get(if_none_match=before).status_code == 304

    def test_tag_changes_with_the_regions(self):
        before = self.get()["ETag"]
        load_countries("LS")

        assert self.get(if_none_match=before).status_code == 200

    def test_head_answers_like_get_without_a_body(self):
        head, got = self.client.head(URL), self.get()

        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == got["ETag"]

    def test_post_is_not_allowed(self):
        assert self.client.post(URL).status_code == 405

    def test_empty_tile_is_an_empty_answer_that_may_be_kept(self):
        response = self.get("/tiles/countries/5/0/0.mvt", accept_encoding="gzip")

        assert (response.status_code, response.content) == (200, b"")
        assert "max-age" in response["Cache-Control"]
        assert (
            self.get("/tiles/countries/5/0/0.mvt", if_none_match=response["ETag"]).status_code
            == 304
        )


@pytest.mark.parametrize(
    ("path", "status", "line"),
    [
        ("oceans/0/0/0", 404, "No layer 'oceans'; there are: countries, provinces, places."),
        ("countries/25/0/0", 400, "Zoom 25 is not in [0, 14]."),
        ("countries/15/0/0", 400, "Zoom 15 is not in [0, 14]."),
        ("countries/3/8/0", 400, "x 8 is not in [0, 7] at zoom 3."),
        ("countries/3/0/8", 400, "y 8 is not in [0, 7] at zoom 3."),
        ("countries/-1/0/0", 400, "Zoom -1 is not in [0, 14]."),
        ("countries/3/-1/0", 400, "x -1 is not in [0, 7] at zoom 3."),
        ("countries/3/1.5/0", 400, "x '1.5' is no whole number of this pyramid."),
        ("countries/z/0/0", 400, "Zoom 'z' is no whole number of this pyramid."),
        (f"countries/3/{'9' * 5000}/0", 400, f"x '{'9' * 20}' is no whole number of this pyramid."),
        ("countries/3/٣/0", 400, "x '٣' is no whole number of this pyramid."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_odd_tile_is_refused_in_one_line(client, path, status, line):
    response = client.get(f"/tiles/{path}.mvt")

    assert response.status_code == status
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == f"{line}\n"
