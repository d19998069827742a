"""A roadside scene, drawn as a street-view camera sees it."""

import skia

from predictor.planet.scene.buildings import add_buildings
from predictor.planet.scene.camera import develop, draw_flare, tilt
from predictor.planet.scene.countryside import plant_roadside
from predictor.planet.scene.kerbs import add_lamps, draw_headlights, draw_pavements
from predictor.planet.scene.poles import add_bollards, add_poles
from predictor.planet.scene.relief import draw_relief
from predictor.planet.scene.road import draw_road
from predictor.planet.scene.shopfronts import add_billboards
from predictor.planet.scene.signs import add_signs
from predictor.planet.scene.sky import draw_sky
from predictor.planet.scene.stage import Stage, stage_of
from predictor.planet.scene.terrain import draw_terrain
from predictor.planet.scene.traffic import add_traffic
from predictor.planet.scene.weather import draw_haze, draw_weather
from predictor.planet.shot import Shot


def draw(shot: Shot) -> bytes:
    """The bytes of a JPEG without metadata; equal shots give equal bytes."""
    surface = skia.Surface(shot.width_px, shot.height_px)
    canvas = surface.getCanvas()
    tilt(canvas, shot)
    stage = stage_of(canvas, shot)
    paint_backdrop(stage)
    furnish(stage)
    stage.perform()
    draw_weather(stage)
    draw_flare(stage)
    return develop(surface, shot)


def paint_backdrop(stage: Stage) -> None:
    canvas, shot, view, light = stage.canvas, stage.shot, stage.view, stage.light
    draw_sky(canvas, shot, view, light)
    draw_relief(canvas, shot, view, light)
    draw_terrain(canvas, shot, view, light, stage.land)
    draw_haze(stage)
    draw_road(canvas, shot, view, light)
    draw_pavements(stage)
    draw_headlights(stage)


def furnish(stage: Stage) -> None:
    add_buildings(stage)
    plant_roadside(stage)
    add_poles(stage)
    add_lamps(stage)
    add_bollards(stage)
    add_signs(stage)
    add_billboards(stage)
    add_traffic(stage)
