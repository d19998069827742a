import pytest
from django.core.exceptions import ImproperlyConfigured

from geoweb import environment as env


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("ON", True), ("no", False), ("", False)]
)
def test_flag_reads_common_words(monkeypatch, value, expected):
    monkeypatch.setenv("THING", value)
    assert env.flag("THING", default=True) is expected


def test_flag_refuses_other_words(monkeypatch):
    monkeypatch.setenv("THING", "maybe")
    with pytest.raises(
        ImproperlyConfigured, match="THING='maybe' is neither on nor off: set it to 1 or 0"
    ):
        env.flag("THING", default=True)


@pytest.mark.parametrize("value", ["", "ten", "1.5", "-1", "101"])
def test_whole_refuses_what_is_out_of_range(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match=r"whole number in \[0, 100\]"):
        env.whole("THING", default=5, low=0, high=100)


def test_whole_has_a_default(monkeypatch):
    monkeypatch.delenv("THING", raising=False)
    assert env.whole("THING", default=5, low=0, high=100) == 5


def test_choice_lists_the_options(monkeypatch):
    monkeypatch.setenv("THING", "blue")
    with pytest.raises(ImproperlyConfigured, match="set it to one of red, green"):
        env.choice("THING", ["red", "green"], default="red")


@pytest.mark.parametrize("value", ["example.org/{z}", "ftp://example.org", "https:example.org"])
def test_url_refuses_other_schemes(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match="must begin with https:// or http://"):
        env.url("THING", ["https", "http"])


def test_words_drop_spaces_and_empty_parts(monkeypatch):
    monkeypatch.setenv("THING", " a, b ,,c ")
    assert env.words("THING") == ["a", "b", "c"]
