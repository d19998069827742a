"""Every text a person may read is marked for translation."""

import ast
import re
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext, override

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
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]
CATALOGUES = Path(settings.LOCALE_PATHS[0])
FILLED_IN = re.compile(r"%\(\w+\)[sd]|%s|\{\w+\}|<[^>]*>")
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


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """What the catalogues would hold if they were made from the sources now."""
    copy = tmp_path_factory.mktemp("sources")
    for room in ("geoweb", "predictor", "templates"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("locale", "*.pyc"))
    (copy / "locale").mkdir()
    with chdir(copy):
        call_command("makemessages", locale=["xx"], no_wrap=True, verbosity=0)
    return messages_of(copy / "locale" / "xx" / "LC_MESSAGES" / "django.po")


def messages_of(path):
    """The message and its plural (or None), with each translation, of a .po file."""
    return [
        (unquoted(entry, "msgid"), unquoted(entry, "msgid_plural"), translations(entry))
        for entry in path.read_text().split("\n\n")[1:]
        if not entry.lstrip().startswith("#~")
    ]


def unquoted(entry, keyword):
    found = re.search(rf'^{re.escape(keyword)} ((?:".*"\n?)+)', entry, re.MULTILINE)
    return "".join(ast.literal_eval(line) for line in found[1].splitlines()) if found else None


def translations(entry):
    keywords = re.findall(r"^(msgstr(?:\[\d\])?) ", entry, re.MULTILINE)
    return [unquoted(entry, keyword) for keyword in keywords]


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_whole_and_up_to_date(extracted, language):
    kept = messages_of(CATALOGUES / language / "LC_MESSAGES" / "django.po")

    assert {message[:2] for message in kept} == {message[:2] for message in extracted}
    assert [message for message, _, told in kept if not all(told)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_nothing_that_was_only_guessed(language):
    source = (CATALOGUES / language / "LC_MESSAGES" / "django.po").read_text()

    assert ", fuzzy" not in source


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_keeps_what_is_filled_in(language):
    kept = messages_of(CATALOGUES / language / "LC_MESSAGES" / "django.po")

    for message, plural, told in kept:
        # A language may say "a photo" where the plural counts them.
        allowed = [sorted(FILLED_IN.findall(source)) for source in (message, plural or message)]
        assert all(sorted(FILLED_IN.findall(text)) in allowed for text in told), message


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_one_switch_changes_the_language_and_stays(client, language):
    sent = client.post("/language/", {"language": language, "next": "/seals/"})
    page = client.get(sent["Location"])

    assert sent["Location"] == "/seals/"
    assert f'<html lang="{language}">' in page.text
    assert f'lang="{language}"\n              aria-current="true"' in page.text
    with override(language):
        assert gettext("Play") in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_each_language_is_offered_under_the_name_it_calls_itself(client, language):
    page = client.get("/seals/", headers={"Accept-Language": language})

    names = re.findall(r'<button type="submit"\s+name="language"[^>]*>([^<]*)<', page.text)
    assert names == ["English", "Español", "Deutsch", "Français", "हिंदी"]


@pytest.mark.django_db
def test_switch_leads_to_no_other_site(client):
    sent = client.post("/language/", {"language": "de", "next": "https://elsewhere.example/"})

    assert sent["Location"] == "/"


@pytest.mark.django_db
def test_browser_is_answered_in_its_language(client):
    page = client.get("/seals/", headers={"Accept-Language": "hi-IN,hi;q=0.9,en;q=0.5"})

    assert '<html lang="hi">' in page.text
    assert "Accept-Language" in page["Vary"]
