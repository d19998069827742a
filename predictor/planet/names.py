"""Which of a town's many names its own people write: by script, alphabet and likeness of sound."""

import tomllib
import unicodedata
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from predictor.planet.facts import FOLDER, countries
from predictor.planet.gazetteer import Town
from predictor.planet.shot import Country

# First and last code points of the letters each script needs for a place name.
RANGES: Final = {
    "Arab": ((0x0620, 0x06FF), (0x200C, 0x200C)),
    "Armn": ((0x0531, 0x0587),),
    "Beng": ((0x0980, 0x09FF),),
    "Cyrl": ((0x0400, 0x04FF),),
    "Deva": ((0x0900, 0x097F),),
    "Ethi": ((0x1200, 0x137F),),
    "Geor": ((0x10D0, 0x10FF),),
    "Grek": ((0x0370, 0x03FF),),
    "Gujr": ((0x0A80, 0x0AFF),),
    "Guru": ((0x0A00, 0x0A7F),),
    "Hang": ((0xAC00, 0xD7A3),),
    "Hans": ((0x4E00, 0x9FFF),),
    "Hant": ((0x4E00, 0x9FFF),),
    "Hebr": ((0x05D0, 0x05F4),),
    "Jpan": ((0x3041, 0x30FF), (0x3005, 0x3005), (0x4E00, 0x9FFF)),
    "Khmr": ((0x1780, 0x17FF),),
    "Knda": ((0x0C80, 0x0CFF),),
    "Laoo": ((0x0E80, 0x0EFF),),
    "Mlym": ((0x0D00, 0x0D7F),),
    "Mymr": ((0x1000, 0x109F),),
    "Sinh": ((0x0D80, 0x0DFF),),
    "Taml": ((0x0B80, 0x0BFF),),
    "Telu": ((0x0C00, 0x0C7F),),
    "Thai": ((0x0E00, 0x0E7F),),
}

# Letters of the same script that a language does not have: such a name is a neighbour's.
FOREIGN: Final = {
    "ar": set("پچژگکیےھہۃٹڈڑںۀەێۆڵۇېۈۋڭډټښځڅړږګڼۍ"),
    "be": set("иїєґјљњћђџщъқғңөүұһәӘ"),
    "bg": set("ыэёіїєґўјљњћђџқғңөүұһә"),
    "fa": set("كيىةےھہٹڈڑںۀەێۆڵۇېۈۋڭډټښځڅړږګڼۍ"),
    "kk": set("їєґўјљњћђџӣӯҳҷ"),
    "ky": set("їєґўіјљњћђџӣӯҳҷқғұһә"),
    "mk": set("ыэёъьйюящіїєґўћђқғңөүұһә"),
    "mn": set("іїєґўјљњћђџқғңұһәӣӯҳҷ"),
    "ps": set("كىےھہٹڈڑںۀەێۆڵۇۈۋڭ"),
    "ru": set("іїєґўјљњћђџқғңөүұһәӣӯҳҷӑӗҫӳѕѓќѝ"),
    "sr": set("ыэёъьйюящіїєґўќѓѕқғңөүұһә"),
    "tg": set("їєґўіјљњћђџңөүұһәыщ"),
    "uk": set("ыэёъўјљњћђџқғңөүұһә"),
    "ur": set("كيىةەێۆڵۇېۈۋڭډټښځڅړږګڼۍ"),
}
TRADITIONAL: Final = set(
    "門東縣陽龍雲鎮廣寧長華豐漢興蘭馬鄉灣橋島義慶濟鄭瀋無錫連貴陰陝濱滄鹽臨營萬蘇嶺溫遼齊雙啟隴榮順"
    "區莊壩溝瀾滬漳漁澤潛灘嶗鐵銅鋼鹿麗緣綏緬靈關開陳魯黃"
)
SIMPLIFIED: Final = set(
    "门东县阳龙云镇广宁长华丰汉兴兰马乡湾桥岛义庆济郑沈无锡连贵阴陕滨沧盐临营万苏岭温辽齐双启陇荣顺"
    "区庄坝沟澜沪渔泽潜滩崂铁铜钢丽缘绥缅灵关开陈鲁黄"
) - set("沈开")  # fmt: skip
SEPARATORS: Final = " -–.'’()"  # noqa: RUF001  # as GeoNames writes them
# Japan simplified some letters as China did, some in its own way and some not at all.
NOT_JAPANESE: Final = (SIMPLIFIED - set("湾万双区温黄")) | set("灣區縣廣鹽榮溫萬豐齊雙黃關國會")
OTHER_HAN: Final = {"Hans": TRADITIONAL, "Hant": SIMPLIFIED, "Jpan": NOT_JAPANESE}
# Vowel marks of Arabic, which signs leave out.
MARKS: Final = dict.fromkeys(range(0x064B, 0x0653))
# Letters that romanisations use for one another.
ALIKE: Final = str.maketrans("ywqcvj", "iukkbg", "h")
UKRAINIAN_I: Final = "BYELORUSSIAN-UKRAINIAN"
# "District", "city", "municipality" before or after the name itself.
AFFIXES: Final = (
    "อำเภอ", "เทศบาล", "จังหวัด", "ตำบล", "市", "县", "縣", "区", "區", "町", "村", "镇", "鎮",
    "シ", " 시", "시", " 군", "군", " 읍", "ក្រុង", "ខេត្ត", "ເມືອງ", "မြို့", "город ", "г. ",  # noqa: RUF001  # Cyrillic on purpose
    "місто ", "град ", "مدينة ", "شهر ",
)  # fmt: skip


def home_name(town: Town, country: Country) -> str:
    """The name on the road sign in a country or province; Latin where no other is known."""
    known = _exonyms().get(country.code, {}).get(town.latin)
    if known is not None and country.script == countries()[country.code].script:
        return known
    return local_name(town.latin, town.other_names, country.script, country.languages[0])


@cache
def _exonyms() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "towns.toml").read_text(encoding="utf-8"))


def local_name(latin: str, other_names: tuple[str, ...], script: str, language: str) -> str:
    """The likeliest of the other names; the Latin one where none is in that script."""
    if script == "Latn":
        return latin
    candidates = [name for name in other_names if _is_written_in(name, script, language)]
    if not candidates:
        return latin
    likeliest = min(candidates, key=lambda name: _rank(name, latin, script))
    return likeliest.translate(MARKS) if script == "Arab" else likeliest


def _is_written_in(name: str, script: str, language: str) -> bool:
    letters = [each for each in name if each not in SEPARATORS]
    if not letters or any(not _in_script(each, script) for each in letters):
        return False
    foreign = FOREIGN.get(language, set())
    foreign = OTHER_HAN.get(script, foreign)
    return foreign.isdisjoint(name.lower())


def _in_script(letter: str, script: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in RANGES[script])


def _rank(name: str, latin: str, script: str) -> tuple[float, int, str]:
    """Smaller is better: sounds alike, then has no affix, then is short."""
    affixed = sum(name.startswith(each) or name.endswith(each) for each in AFFIXES)
    unlike = 1.0 - SequenceMatcher(None, _sounds(name), _plain(latin)).ratio()
    # Kana spell out what signs write in Han; Han has no sound to compare.
    kana = script == "Jpan" and not any(_in_script(each, "Hans") for each in name)
    return (round(unlike, 2) + 0.25 * affixed + kana, len(name), name)


def _sounds(name: str) -> str:
    return "".join(_sound(letter) for letter in name).translate(ALIKE)


@lru_cache(maxsize=4096)
def _sound(letter: str) -> str:
    """The first Latin letter of what Unicode calls it: CYRILLIC SMALL LETTER ZHE is a z."""
    words = unicodedata.name(letter, "").split()
    for marker in ("LETTER", "SYLLABLE", "CHARACTER", "LIGATURE"):
        if marker not in words:
            continue
        sound = words[words.index(marker) + 1 :]
        if not sound or sound[0] in {"SOFT", "HARD"} or sound[-1] == "SIGN":
            return ""
        return sound[0].lower() if marker == "SYLLABLE" else _initial(sound)
    return ""


def _initial(sound: list[str]) -> str:
    # Cyrillic E is called IE, and short or long vowels say so first.
    word = sound[-1] if sound[0] in {"SHORT", "LONG", "FINAL", UKRAINIAN_I} else sound[0]
    return "e" if word == "IE" else word[0].lower()


def _plain(latin: str) -> str:
    decomposed = unicodedata.normalize("NFKD", latin.lower())
    return "".join(letter for letter in decomposed if "a" <= letter <= "z").translate(ALIKE)
