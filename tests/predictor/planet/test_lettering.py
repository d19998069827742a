"""Shaped text: joined, stacked, reordered, and every letter in a font that has it."""

import pytest

from predictor.planet import lettering
from predictor.planet.lettering import (
    FontMissingError,
    bidi_levels,
    family_of,
    font_file,
    load_face,
    outline,
    shape_line,
    visual_pieces,
)  # fmt: skip

WORDS = {
    "Latn": "Łódź Çeşme Þórshöfn Nghệ", "Cyrl": "Москва Їжак Ћуприја", "Grek": "Αθήνα",
    "Arab": "القاهرة تهران کراچی", "Hebr": "ירושלים", "Deva": "क्षेत्र हिन्दी", "Beng": "ঢাকা",
    "Taml": "தமிழ்நாடு", "Telu": "హైదరాబాద్", "Knda": "ಬೆಂಗಳೂರು", "Mlym": "കൊച്ചി", "Gujr": "અમદાવાદ",
    "Guru": "ਅੰਮ੍ਰਿਤਸਰ", "Orya": "ଭୁବନେଶ୍ୱର", "Sinh": "කොළඹ", "Thai": "ที่นี่กรุงเทพฯ", "Laoo": "ວຽງຈັນ",
    "Khmr": "ភ្នំពេញ", "Mymr": "မြန်မာ", "Tibt": "ཐིམ་ཕུ", "Geor": "თბილისი", "Armn": "Երևան",
    "Ethi": "አዲስ አበባ", "Jpan": "東京ラーメンさくら", "Hans": "北京市", "Hant": "臺北", "Kore": "서울",
    "Thaa": "މާލެ", "Tfng": "ⴰⵎⴰⵣⵉⵖ", "Mong": "ᠮᠣᠩᠭᠣᠯ",
}  # fmt: skip


def glyphs(text, language="en"):
    return [glyph for run in shape_line(text, language) for glyph in run.glyphs]


@pytest.mark.parametrize("script", WORDS)
def test_shape_line_finds_every_letter_in_its_font(script):
    assert 0 not in glyphs(WORDS[script])


def test_shape_line_joins_arabic_letters():
    alone = {letter: glyphs(letter, "ar")[0] for letter in "بيت"}

    joined = glyphs("بيت", "ar")

    assert not set(joined) & set(alone.values())


def test_shape_line_runs_arabic_from_right_to_left():
    (run,) = shape_line("قف", "ar")
    first_letter = glyphs("قـ", "ar")[-1]  # the same initial form, held open by a joiner

    assert run.right_to_left
    assert run.glyphs[-1] == first_letter


def test_shape_line_stacks_devanagari_conjuncts():
    assert len(glyphs("क्ष", "hi")) < len("क्ष")


def test_shape_line_gives_thai_marks_no_width():
    (run,) = shape_line("ที่", "th")

    assert run.advances[0] > 0
    assert run.advances[1:] == (0.0, 0.0)


def test_visual_pieces_put_numbers_left_of_the_arabic_before_them():
    assert [piece for piece, _ in visual_pieces("كم 25 القاهرة")] == [" القاهرة", "25", "كم "]
    assert [level for _, level in visual_pieces("كم 25 القاهرة")] == [1, 2, 1]


def test_visual_pieces_keep_latin_words_inside_arabic_readable():
    pieces = [piece.strip() for piece, _ in visual_pieces("طريق A1 شمال")]

    assert pieces == ["شمال", "A1", "طريق"]


def test_visual_pieces_leave_plain_text_alone():
    assert visual_pieces("Lyon 23") == [("Lyon 23", 0)]


@pytest.mark.parametrize(
    ("text", "levels"),
    [("ab", [0, 0]), ("a א", [0, 0, 1]), ("א 1", [1, 1, 2]), ("א-ב", [1, 1, 1]), ("12", [0, 0])],
)
def test_bidi_levels_follow_the_first_strong_letter(text, levels):
    assert bidi_levels(text) == levels


def test_shape_line_picks_the_han_face_of_the_language():
    faces = {language: shape_line("骨直", language)[0] for language in ("ja", "zh-Hans", "zh-Hant")}

    assert faces["ja"].glyphs != faces["zh-Hans"].glyphs
    assert faces["ja"].face is not faces["zh-Hant"].face


def test_shape_line_splits_scripts_into_fonts():
    assert len(shape_line("東京 Tokyo", "ja")) == 2


def test_family_of_leaves_signs_and_spaces_to_their_neighbours():
    assert [family_of(char) for char in " 7-aあঢ"] == ["", "", "", "Sans", "CJK", "SansBengali"]


def test_outline_measures_its_line():
    short, long = outline("Lyon"), outline("Lyon Lyon")

    assert 2 * short.width < long.width < 2.5 * short.width
    assert short.top < 0 < short.bottom
    assert outline("Lyon", bold=True).width > short.width


def test_outline_of_nothing_is_empty():
    assert outline("").width == 0


def test_load_face_names_the_package_of_a_missing_font(monkeypatch, tmp_path):
    monkeypatch.setattr(lettering, "TRUETYPE", tmp_path)

    with pytest.raises(FontMissingError, match="fonts-noto-core"):
        load_face("SansOsage", False, 0)


def test_font_file_knows_both_packages():
    assert font_file("CJK", True)[1] == "fonts-noto-cjk"
    assert font_file("SansTifinagh", True)[0].name == "NotoSansTifinagh-Regular.ttf"
