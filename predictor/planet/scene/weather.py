"""What falls and drifts between the lens and the road."""

from typing import Any

import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import argb, mix
from predictor.planet.scene.stage import Stage


def draw_rain(stage: Stage, dice: Dice) -> None:
    path = skia.Path()
    slant = dice.around(0.2)
    for _ in range(170):
        x, y = dice.between(-20, stage.view.width), dice.between(-20, stage.view.height)
        length = dice.between(8, 26)
        path.moveTo(x, y)
        path.lineTo(x + slant * length, y + length)
    paint = skia.Paint(Color=argb(stage.light.horizon, 0.22), AntiAlias=True, StrokeWidth=0.9)
    paint.setStyle(skia.Paint.kStroke_Style)
    stage.canvas.drawPath(path, paint)


def draw_drops(stage: Stage, dice: Dice) -> None:
    """A few drops on the lens."""
    colour = mix(stage.light.horizon, (1, 1, 1), 0.3)
    for _ in range(dice.below(7)):
        x, y = dice.between(0, stage.view.width), dice.between(0, stage.view.height)
        radius = dice.between(3, 11)
        ends = [argb(colour, 0.05), argb(colour, 0.32), argb(colour, 0.0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, ends, [0.3, 0.8, 1.0])
        stage.canvas.drawCircle(x, y, radius, skia.Paint(Shader=shader))


def draw_flakes(stage: Stage, dice: Dice) -> None:
    near: Any = skia.Path()
    for _ in range(240):
        x, y = dice.between(0, stage.view.width), dice.between(0, stage.view.height)
        near.addCircle(x, y, 0.5 + 2.2 * dice.unit() ** 3)
    white = mix(stage.light.ambient, (1, 1, 1), 0.6)
    stage.canvas.drawPath(near, skia.Paint(Color=argb(white, 0.75), AntiAlias=True))


def draw_haze(stage: Stage) -> None:
    """A breath of air over the horizon, so that the land melts into the sky."""
    view, light = stage.view, stage.light
    thick = {"fog": 0.35, "rain": 0.2, "snow": 0.25}.get(light.weather, 0.1)
    colours = [argb(light.horizon, 0), argb(light.horizon, thick), argb(light.horizon, 0)]
    top, bottom = view.horizon - 0.13 * view.height, view.horizon + 0.07 * view.height
    ends = [skia.Point(0, top), skia.Point(0, bottom)]
    shader = skia.GradientShader.MakeLinear(ends, colours, [0.0, 0.65, 1.0])
    stage.canvas.drawRect(skia.Rect(-20, top, view.width + 20, bottom), skia.Paint(Shader=shader))


def draw_weather(stage: Stage) -> None:
    dice = Dice(stage.shot.seed, "weather")
    if stage.light.weather == "rain":
        draw_rain(stage, dice)
        draw_drops(stage, dice)
    elif stage.light.weather == "snow":
        draw_flakes(stage, dice)
