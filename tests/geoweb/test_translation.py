"""Every text a person may read is marked for translation."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from geoweb.templatetags.maps import map_texts

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MARKED = re.compile(
    r"{%-?\s*blocktranslate.*?endblocktranslate\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL
)
# Names and commands are the same in every language.
UNTRANSLATED = re.compile(r"<code>.*?</code>|Homing", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SPOKEN_ATTRIBUTE = re.compile(r'\b(?:alt|aria-label|title|placeholder)="[^"]*[A-Za-z][^"]*"')
TEXT_CALL = re.compile(r'\btext\("(\w+)"')


def without_marked(path):
    return UNTRANSLATED.sub("", MARKED.sub("", path.read_text()))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_has_no_unmarked_text(path):
    source = without_marked(path)

    assert re.findall(r"[^\W\d_]{2,}", TAG.sub(" ", source)) == []
    assert SPOKEN_ATTRIBUTE.findall(source) == []


def test_modules_use_exactly_the_texts_they_are_given():
    sources = "".join(file.read_text() for file in (ROOT / "static" / "js").glob("*.js"))

    assert set(TEXT_CALL.findall(sources)) == set(map_texts())
