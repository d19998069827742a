"""The camera: tilt, flare, exposure, white balance, vignette, softness, grain and JPEG."""

from typing import Any, Final

import skia

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.glows import draw_dark_corners, draw_glow
from predictor.planet.scene.sky import sun_spot
from predictor.planet.scene.stage import Stage
from predictor.planet.scene.textures import SMOOTH, TILE_PX, sensor_paint
from predictor.planet.shot import Shot

JPEG_QUALITY: Final = 88


def tilt(canvas: Any, shot: Shot) -> None:
    """Turn everything drawn from here on, enlarged so that no corner stays empty."""
    middle = (shot.width_px / 2, shot.height_px / 2)
    grow = 1 + 0.03 * min(abs(shot.camera_tilt_deg), 4.0)
    canvas.translate(*middle)
    canvas.rotate(shot.camera_tilt_deg)
    canvas.scale(grow, grow)
    canvas.translate(-middle[0], -middle[1])


def develop_paint(shot: Shot) -> Any:
    """Exposure, contrast and white balance as one matrix."""
    dice = Dice(shot.seed, "camera")
    gain = 1.06 * (1 + dice.around(0.05))
    warmth, magenta = dice.around(0.03), dice.around(0.015)
    contrast = 1 + dice.around(0.05)
    lift = 0.5 * (1 - contrast)
    gains = (gain * (1 + warmth), gain * (1 - magenta), gain * (1 - warmth))
    rows: list[float] = []
    for channel, own in enumerate(gains):
        row = [0.0] * 5
        row[channel], row[4] = own * contrast, lift
        rows += row
    return skia.Paint(ColorFilter=skia.ColorFilters.Matrix([*rows, 0.0, 0.0, 0.0, 1.0, 0.0]))


def draw_flare(stage: Stage) -> None:
    """Veiling glare when the sun stands in or near the picture."""
    spot = sun_spot(stage.view, stage.light)
    strength = max(stage.light.direct)
    if spot is None or strength < 0.2 or not -150 < spot[0] < stage.view.width + 150:
        return
    reach = stage.view.width * 0.5
    tint = (1.0, 0.92, 0.78)
    draw_glow(stage.canvas, spot, reach, tint, 0.4 * strength, mode=skia.BlendMode.kScreen)


def draw_vignette(canvas: Any, shot: Shot) -> None:
    strength = Dice(shot.seed, "vignette").between(0.12, 0.4)
    draw_dark_corners(canvas, shot.width_px, shot.height_px, strength)


def draw_sensor_grain(canvas: Any, shot: Shot) -> None:
    dice = Dice(shot.seed, "grain")
    paint = sensor_paint()
    paint.setAlphaf(0.03 + 0.2 * shot.camera_noise)
    shift_x, shift_y = dice.below(TILE_PX), dice.below(TILE_PX)
    canvas.save()
    canvas.translate(-shift_x, -shift_y)
    canvas.drawRect(
        skia.Rect(shift_x, shift_y, shift_x + shot.width_px, shift_y + shot.height_px), paint
    )
    canvas.restore()


def develop(scene: Any, shot: Shot) -> bytes:
    """From the drawn scene to the bytes of a JPEG without metadata."""
    print_ = skia.Surface(shot.width_px, shot.height_px)
    canvas = print_.getCanvas()
    # Half a pixel off the grid, the linear filter softens like a lens.
    soft = Dice(shot.seed, "focus").between(0.0, 0.5)
    canvas.drawImage(scene.makeImageSnapshot(), -soft, -soft, SMOOTH, develop_paint(shot))
    draw_vignette(canvas, shot)
    draw_sensor_grain(canvas, shot)
    data = print_.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kJPEG, JPEG_QUALITY)
    return bytes(data)
