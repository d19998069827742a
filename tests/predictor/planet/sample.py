"""A cast of hand-built countries and shots for drawing tests."""

from dataclasses import replace

from predictor.geodesy import LatLng
from predictor.planet.shot import Country, Shot, Surface

FRANCE = Country(
    code="FR", name="France", drives_on="right", languages=("fr",), script="Latn",
    second_script="", phone_code="+33", domain=".fr", speed_unit="km/h",
    centre_line="white dashed", edge_line="white dashed", plate_front="white black blue-both",
    plate_rear="white black blue-both", plate_format="AA-000-AA", plate_wide=True,
    direction_sign="white black", warning_sign="triangle red white", stop_word="STOP",
    bollard="white red-top", pole="concrete holed", taxi="",
    roof=("gable tile brown", "hip tile", "mansard slate"), wall=("plaster ochre", "stone grey"),
    shop_words=("Boulangerie", "Pharmacie", "Tabac", "Mairie"),
)  # fmt: skip
USA = replace(
    FRANCE, code="US", name="United States", languages=("en",), phone_code="+1", domain=".com",
    speed_unit="mph", centre_line="yellow double", edge_line="white solid", plate_front="white blue",
    plate_rear="white blue", plate_format="AAA 0000", plate_wide=False,
    direction_sign="green white", warning_sign="diamond yellow black", bollard="none",
    pole="wood crossarm", taxi="yellow", roof=("steep shingle", "flat"),
    wall=("timber white", "brick red", "plaster pastel"), shop_words=("Pharmacy", "Diner", "Motel", "Liquor"),
)  # fmt: skip
JAPAN = replace(
    FRANCE, code="JP", name="Japan", drives_on="left", languages=("ja",), script="Jpan",
    second_script="Latn", phone_code="+81", domain=".jp", centre_line="yellow solid",
    edge_line="white solid", plate_front="white green", plate_rear="white green",
    plate_format="00-00", plate_wide=False, direction_sign="blue white",
    warning_sign="diamond yellow black", stop_word="止まれ", bollard="orange wrap",
    pole="concrete round", taxi="green", roof=("pagoda tile", "flat", "gable metal grey"),
    wall=("timber brown", "tile mosaic", "plaster white"), shop_words=("薬局", "ラーメン", "酒", "書店"),
)  # fmt: skip
INDIA = replace(
    FRANCE, code="IN", name="India", drives_on="left", languages=("hi", "en"), script="Deva",
    second_script="Latn", phone_code="+91", domain=".in", centre_line="white dashed",
    edge_line="none", plate_front="white black", plate_rear="white black",
    plate_format="AA 00 AA 0000", direction_sign="green white", warning_sign="triangle red white",
    bollard="black-white stripes", pole="concrete square", taxi="black yellow",
    roof=("flat parapet", "corrugated"), wall=("plaster pastel", "block unpainted", "brick red"),
    shop_words=("दवाखाना", "मिठाई", "किराना स्टोर", "होटल"),
)  # fmt: skip
EGYPT = replace(
    FRANCE, code="EG", name="Egypt", languages=("ar",), script="Arab", second_script="Latn",
    phone_code="+20", domain=".eg", centre_line="white dashed", edge_line="yellow solid",
    plate_front="white black blue-left", plate_rear="white black", plate_format="AAA 0000",
    direction_sign="blue white", warning_sign="triangle red yellow", stop_word="قف",
    bollard="none", pole="steel lattice", taxi="white black", roof=("flat",),
    wall=("adobe", "block unpainted", "concrete grey"), shop_words=("صيدلية", "مخبز", "مطعم", "سوق"),
)  # fmt: skip
THAILAND = replace(
    FRANCE, code="TH", name="Thailand", drives_on="left", languages=("th",), script="Thai",
    second_script="Latn", phone_code="+66", domain=".th", centre_line="yellow dashed",
    edge_line="white solid", plate_front="white black", plate_rear="white black",
    plate_format="AA 0000", plate_wide=False, direction_sign="green white",
    warning_sign="diamond yellow black", stop_word="หยุด", bollard="black-white stripes",
    pole="concrete square", taxi="green yellow", roof=("gable metal red", "flat", "pagoda tile"),
    wall=("plaster pastel", "timber brown", "concrete grey"), shop_words=("ร้านยา", "ก๋วยเตี๋ยว", "ตลาด", "กาแฟ"),
)  # fmt: skip
RUSSIA = replace(
    FRANCE, code="RU", name="Russia", languages=("ru",), script="Cyrl", phone_code="+7", domain=".ru",
    centre_line="white dashed", edge_line="white solid", plate_front="white black",
    plate_rear="white black", plate_format="A000AA 00", direction_sign="blue white",
    bollard="white black-band", pole="wood", taxi="yellow", stop_word="STOP",
    roof=("gable metal green", "gable metal grey", "flat"), wall=("timber brown", "brick yellow", "concrete grey"),
    shop_words=("Аптека", "Продукты", "Магазин", "Кафе"),
)  # fmt: skip
BRAZIL = replace(
    FRANCE, code="BR", name="Brazil", languages=("pt",), phone_code="+55", domain=".br",
    centre_line="yellow dashed", edge_line="white solid", plate_front="white black blue-left",
    plate_rear="white black", plate_format="AAA0A00", direction_sign="green white",
    warning_sign="diamond yellow black", stop_word="PARE", bollard="none", pole="concrete round",
    taxi="white", roof=("hip tile", "corrugated", "flat"), wall=("plaster pastel", "brick red", "block unpainted"),
    shop_words=("Farmácia", "Padaria", "Mercado", "Lanchonete"),
)  # fmt: skip
SOUTH_AFRICA = replace(
    FRANCE, code="ZA", name="South Africa", drives_on="left", languages=("en", "af"), phone_code="+27",
    domain=".za", centre_line="white dashed", edge_line="yellow solid", plate_front="white black",
    plate_rear="yellow black", plate_format="AAA 000 GP", direction_sign="green white",
    bollard="none", pole="wood crossarm", taxi="white", roof=("gable metal grey", "hip tile", "thatch"),
    wall=("brick yellow", "plaster white", "sheet metal"), shop_words=("Pharmacy", "Butchery", "Bottle Store", "Spaza"),
)  # fmt: skip
BRITAIN = replace(
    FRANCE, code="GB", name="United Kingdom", drives_on="left", languages=("en",), phone_code="+44",
    domain=".co.uk", speed_unit="mph", centre_line="white dashed", edge_line="white solid",
    plate_front="white black", plate_rear="yellow black", plate_format="AA00 AAA",
    direction_sign="green white", bollard="black-white stripes", pole="wood", taxi="black",
    roof=("gable slate", "gable tile brown"), wall=("brick red", "brick yellow", "half timber"),
    shop_words=("Chemist", "Bakery", "Fish & Chips", "The Red Lion"),
)  # fmt: skip
COUNTRIES = (FRANCE, USA, JAPAN, INDIA, EGYPT, THAILAND, RUSSIA, BRAZIL, SOUTH_AFRICA, BRITAIN)

OCEANIC = Surface(
    climate="oceanic", temperature_c=14, wetness=0.6, relief=0.25, elevation_m=150, vegetation=0.6,
    conifer=0.15, palm=0.0, soil_hue=0.5, snow_cover=0.0, greenness=0.85, autumn=0.0,
    prosperity=0.8, style=0.4, style_b=0.6,
)  # fmt: skip

SHOT = Shot(
    index=0, seed=11, road_seed=5, latlng=LatLng(45.76, 4.84), country=FRANCE, region_code="FR-69",
    place_name="Lyon", place_name_latin="Lyon", place_km=23, next_place_name="Vienne",
    next_place_name_latin="Vienne", next_place_km=48, surroundings="rural", surface=OCEANIC,
    heading_deg=40.0, sequence=0, step=0, along_m=0.0, day_of_year=170, hour=10.0,
    sun_azimuth_deg=110.0, sun_elevation_deg=48.0, weather="fair", road_surface="asphalt", lanes=2,
    traffic=0.4, camera_noise=0.3, camera_tilt_deg=0.4,
)  # fmt: skip


def place(country: Country, surface: Surface, name: str, latin: str, **changes) -> Shot:
    return replace(
        SHOT, country=country, surface=surface, place_name=name, place_name_latin=latin, **changes
    )


SHOTS = (
    SHOT,
    place(
        USA, replace(OCEANIC, climate="steppe", soil_hue=0.3, relief=0.5, vegetation=0.3, greenness=0.35, wetness=0.2),
        "Cheyenne", "Cheyenne", next_place_name="Denver", next_place_name_latin="Denver", road_seed=8,
    ),
    place(
        JAPAN, replace(OCEANIC, climate="humid_subtropical", relief=0.7, vegetation=0.85, conifer=0.5),
        "松本", "Matsumoto", next_place_name="長野", next_place_name_latin="Nagano", road_seed=3, surroundings="town",
    ),
    place(
        INDIA, replace(OCEANIC, climate="savanna", relief=0.1, soil_hue=0.7, palm=0.3, prosperity=0.25, greenness=0.6),
        "वाराणसी", "Varanasi", next_place_name="पटना", next_place_name_latin="Patna", surroundings="town", road_seed=21,
    ),
    place(
        EGYPT, replace(OCEANIC, climate="desert", relief=0.3, soil_hue=0.1, vegetation=0.08, palm=0.8, wetness=0.02, prosperity=0.35, greenness=0.3),
        "أسوان", "Aswan", next_place_name="القاهرة", next_place_name_latin="Cairo", road_seed=4,
    ),
    place(
        THAILAND, replace(OCEANIC, climate="rainforest", relief=0.35, soil_hue=0.9, palm=0.6, vegetation=0.9, greenness=1.0, prosperity=0.5),
        "เชียงใหม่", "Chiang Mai", next_place_name="ลำปาง", next_place_name_latin="Lampang", surroundings="village", road_seed=9,
    ),
    place(
        RUSSIA, replace(OCEANIC, climate="boreal", relief=0.08, conifer=0.7, vegetation=0.8, snow_cover=0.9, greenness=0.1, temperature_c=-9, prosperity=0.45),
        "Тверь", "Tver", next_place_name="Москва", next_place_name_latin="Moscow", weather="overcast", road_seed=17, sun_elevation_deg=12.0,
    ),
    place(
        BRAZIL, replace(OCEANIC, climate="savanna", soil_hue=1.0, relief=0.3, palm=0.3, greenness=0.8, prosperity=0.45),
        "Goiânia", "Goiânia", next_place_name="Brasília", next_place_name_latin="Brasília", road_surface="dirt", road_seed=31,
    ),
    place(
        SOUTH_AFRICA, replace(OCEANIC, climate="steppe", relief=0.55, soil_hue=0.6, vegetation=0.3, greenness=0.3, wetness=0.2, prosperity=0.5),
        "Bloemfontein", "Bloemfontein", next_place_name="Kimberley", next_place_name_latin="Kimberley", road_seed=2, weather="clear",
    ),
    place(
        BRITAIN, replace(OCEANIC, relief=0.2, vegetation=0.7, greenness=0.95),
        "York", "York", next_place_name="Leeds", next_place_name_latin="Leeds", weather="overcast", surroundings="village", road_seed=41,
    ),
)  # fmt: skip
