"""Text in any script, shaped by HarfBuzz and returned as outlines ready to be painted."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import skia
import uharfbuzz as hb

TRUETYPE: Final = Path("/usr/share/fonts/truetype/noto")
OPENTYPE: Final = Path("/usr/share/fonts/opentype/noto")
EM_PX: Final = 100.0  # outlines are cut at this size and scaled by the canvas

# The first word of a character's Unicode name tells its script; the value is Noto's family.
FAMILIES: Final = {
    "ARABIC": "SansArabic", "HEBREW": "SansHebrew", "THAANA": "SansThaana",
    "DEVANAGARI": "SansDevanagari", "BENGALI": "SansBengali", "TAMIL": "SansTamil",
    "TELUGU": "SansTelugu", "KANNADA": "SansKannada", "MALAYALAM": "SansMalayalam",
    "GUJARATI": "SansGujarati", "GURMUKHI": "SansGurmukhi", "ORIYA": "SansOriya",
    "SINHALA": "SansSinhala", "THAI": "SansThai", "LAO": "SansLao", "KHMER": "SansKhmer",
    "MYANMAR": "SansMyanmar", "TIBETAN": "SerifTibetan", "GEORGIAN": "SansGeorgian",
    "ARMENIAN": "SansArmenian", "ETHIOPIC": "SansEthiopic", "TIFINAGH": "SansTifinagh",
    "MONGOLIAN": "SansMongolian", "CANADIAN": "SansCanadianAboriginal",
    "CJK": "CJK", "HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK",
    "HANGUL": "CJK", "FULLWIDTH": "CJK", "IDEOGRAPHIC": "CJK", "BOPOMOFO": "CJK",
}  # fmt: skip
LATIN: Final = "Sans"
# Faces inside NotoSansCJK-*.ttc, in the order in which Noto packs them.
CJK_FACES: Final = {"ja": 0, "ko": 1, "zh": 2, "zh-Hans": 2, "zh-Hant": 3, "zh-TW": 3, "zh-HK": 4}
# Without glyphs of its own weight a family falls back to its only cut.
REGULAR_ONLY: Final = frozenset({"SansTifinagh", "SansMongolian"})


class FontMissingError(RuntimeError):
    """A font file is not installed; the message names the Debian package that has it."""


@dataclass(frozen=True, slots=True)
class Face:
    typeface: Any
    shaper: Any
    upem: int


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font in visual order; positions in pixels at EM_PX, y down."""

    face: Face
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[tuple[float, float], ...]
    right_to_left: bool

    @property
    def width(self) -> float:
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line: one outline whose baseline starts at the origin, EM_PX to the em."""

    path: Any
    width: float
    top: float
    bottom: float


def font_file(family: str, bold: bool) -> tuple[Path, str]:
    """Where a family lives, and the Debian package that puts it there."""
    weight = "Bold" if bold and family not in REGULAR_ONLY else "Regular"
    if family == "CJK":
        return OPENTYPE / f"NotoSansCJK-{weight}.ttc", "fonts-noto-cjk"
    return TRUETYPE / f"Noto{family}-{weight}.ttf", "fonts-noto-core"


@cache
def font_manager() -> Any:
    """One without the system's fonts: Skia's default reads all of Fontconfig, and complains."""
    return skia.FontMgr.New_Custom_Empty()


@lru_cache(maxsize=64)
def load_face(family: str, bold: bool, index: int) -> Face:
    path, package = font_file(family, bold)
    if not path.is_file():
        raise FontMissingError(f"{path} is missing: install the Debian package {package}")
    outlines = hb.Face(hb.Blob.from_file_path(str(path)), index)
    typeface = font_manager().makeFromFile(str(path), index)
    return Face(typeface, hb.Font(outlines), outlines.upem)


@lru_cache(maxsize=4096)
def family_of(char: str) -> str:
    """The Noto family for a letter; empty for what any font has (spaces, digits, marks)."""
    if unicodedata.category(char)[0] in "ZPNS" and ord(char) < 0x250:
        return ""
    word = unicodedata.name(char, "").split(" ")[0]
    return FAMILIES.get(word, LATIN if char.isalpha() else "")


def bidi_level(char: str, base: int) -> int | None:
    """Embedding level in a line of direction base; None for neutrals."""
    kind = unicodedata.bidirectional(char)
    if kind in ("R", "AL"):
        return 1
    if kind == "L":
        return 2 if base else 0
    return 2 if kind in ("EN", "AN") and base else None


def base_direction(text: str) -> int:
    strong = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return 0 if first == "L" else 1


def bidi_levels(text: str) -> list[int]:
    """A level per character: neutrals between equal neighbours join them, others take the base."""
    base = base_direction(text)
    known = [bidi_level(char, base) for char in text]
    levels = []
    for i, level in enumerate(known):
        before = next((v for v in reversed(known[:i]) if v is not None), base)
        after = next((v for v in known[i:] if v is not None), base)
        around = before if before == after else base
        levels.append(around if level is None else level)
    return levels


def visual_pieces(text: str) -> list[tuple[str, int]]:
    """Pieces of one direction, leftmost first (rule L2 of the Unicode bidi algorithm)."""
    levels = bidi_levels(text)
    spans = [list(group) for _, group in groupby(range(len(text)), key=levels.__getitem__)]
    pieces = [("".join(text[i] for i in span), levels[span[0]]) for span in spans]
    return pieces[::-1] if base_direction(text) else pieces


def font_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Maximal stretches of one family; digits and spaces stay with the letters before them."""
    families = [family_of(char) for char in text]
    current = next((family for family in families if family), LATIN)
    chosen = []
    for family in families:
        current = family or current
        chosen.append(current)
    for family, group in groupby(range(len(text)), key=chosen.__getitem__):
        yield "".join(text[i] for i in group), family


def face_index(family: str, language: str) -> int:
    if family != "CJK":
        return 0
    return CJK_FACES.get(language, CJK_FACES.get(language.partition("-")[0], 0))


def shape(text: str, family: str, language: str, bold: bool, right_to_left: bool) -> Run:
    face = load_face(family, bold, face_index(family, language))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.language = language
    hb.shape(face.shaper, buffer)
    scale = EM_PX / face.upem
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    return Run(
        face,
        tuple(info.codepoint for info in infos),
        tuple(place.x_advance * scale for place in places),
        tuple((place.x_offset * scale, -place.y_offset * scale) for place in places),
        right_to_left,
    )


def shape_line(text: str, language: str = "en", bold: bool = False) -> list[Run]:
    """Runs in visual order, left to right on the paper."""
    runs = []
    for piece, level in visual_pieces(text):
        fonts = list(font_pieces(piece))
        ordered = fonts[::-1] if level == 1 else fonts
        runs += [shape(part, family, language, bold, level == 1) for part, family in ordered]
    return runs


def add_run(builder: Any, run: Run, pen: float) -> float:
    """Append a run's outlines at the pen; returns the pen after it."""
    font = skia.Font(run.face.typeface, EM_PX)
    for glyph, advance, (dx, dy) in zip(run.glyphs, run.advances, run.offsets, strict=True):
        outline = font.getPath(glyph)
        if outline is not None:
            builder.addPath(outline, pen + dx, dy)
        pen += advance
    return pen


@lru_cache(maxsize=4096)
def outline(text: str, language: str = "en", bold: bool = False) -> Line:
    path, pen = skia.Path(), 0.0
    for run in shape_line(text, language, bold):
        pen = add_run(path, run, pen)
    bounds = path.getBounds()
    return Line(path, pen, bounds.top(), bounds.bottom())
