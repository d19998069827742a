"""What is to be drawn: one photo's place, moment and surroundings, fixed before any drawing."""

from dataclasses import dataclass
from typing import Literal

from predictor.geodesy import LatLng

Climate = Literal[
    "rainforest", "savanna", "desert", "steppe", "mediterranean",
    "oceanic", "humid_subtropical", "continental", "boreal", "tundra", "ice",
]  # fmt: skip
Surroundings = Literal["city", "town", "village", "rural"]
Weather = Literal["clear", "fair", "overcast", "rain", "fog", "snow"]
RoadSurface = Literal["asphalt", "concrete", "gravel", "dirt"]


@dataclass(frozen=True, slots=True)
class Country:
    """Facts of one country, read from facts/countries.toml; every field changes the picture."""

    code: str  # ISO 3166-1 alpha-2
    name: str
    drives_on: Literal["left", "right"]
    languages: tuple[str, ...]  # BCP 47, the one on signs first
    script: str  # ISO 15924 of the first language: Latn, Cyrl, Arab, Deva, Thai, ...
    second_script: str  # of a bilingual sign's second line; empty for none
    phone_code: str  # "+33"
    domain: str  # ".fr"
    speed_unit: Literal["km/h", "mph"]
    centre_line: str  # colour and pattern: "white dashed", "yellow double", ...
    edge_line: str  # "white solid", "yellow solid", "white dashed", "none"
    plate_front: str  # background, text and bands: see facts/countries.toml
    plate_rear: str
    plate_format: str  # "AB-123-CD": A letter, 0 digit
    plate_wide: bool  # 520 x 110 mm European format against 12 x 6 inch
    direction_sign: str  # background and text colour: "blue white", "green white", ...
    warning_sign: str  # shape and colours: "triangle red white", "diamond yellow black"
    stop_word: str  # as written on the stop sign there
    bollard: str  # roadside delineator style
    pole: str  # utility pole: "wood", "concrete square", "concrete holed", "steel lattice", ...
    taxi: str  # colours of taxis, empty when nothing is typical
    roof: tuple[str, ...]  # typical roofs: "gable tile red", "flat", "metal hip", "thatch", ...
    wall: tuple[str, ...]  # typical walls: "plaster white", "brick red", "timber falu", ...
    shop_words: tuple[str, ...]  # pharmacy, bakery, market, ... in the first language and script
    prosperity: float = 0.5  # of the whole country; Surface.prosperity varies around it


@dataclass(frozen=True, slots=True)
class Surface:
    """What varies smoothly over the globe, sampled at one point; all in [0, 1] unless said."""

    climate: Climate
    temperature_c: float  # mean of the day of the year
    wetness: float
    relief: float  # 0 plain, 1 high mountains
    elevation_m: float
    vegetation: float  # cover
    conifer: float  # share of conifers among trees
    palm: float
    soil_hue: float  # 0 pale sand, 0.5 brown, 1 red laterite
    snow_cover: float
    greenness: float  # season: 0 bare or dry, 1 lush
    autumn: float  # share of coloured leaves
    prosperity: float  # of roads and houses, varies by country and province
    style: float  # a slow drift of colours and proportions inside a country
    style_b: float  # a second, independent one


@dataclass(frozen=True, slots=True)
class Shot:
    """Equal shots draw equal bytes. Truth (place) and nuisance (weather, hour, traffic) apart."""

    index: int
    seed: int  # of this photo's nuisances
    road_seed: int  # of the road: the same for every shot of a sequence
    latlng: LatLng
    country: Country
    region_code: str  # first-level province, empty when unknown
    place_name: str  # in the first language's script where known, else Latin
    place_name_latin: str
    place_km: int  # distance to it
    next_place_name: str  # a second town for direction signs, may be empty
    next_place_name_latin: str
    next_place_km: int
    surroundings: Surroundings
    surface: Surface
    heading_deg: float  # where the camera looks, clockwise from north
    sequence: int
    step: int  # position along the road inside its sequence
    along_m: float  # metres along the road: the scenery scrolls with it
    day_of_year: int
    hour: float  # local solar time
    sun_azimuth_deg: float
    sun_elevation_deg: float  # negative below the horizon
    weather: Weather
    road_surface: RoadSurface
    lanes: int
    traffic: float  # 0 empty, 1 busy
    camera_noise: float
    camera_tilt_deg: float
    width_px: int = 640
    height_px: int = 512
