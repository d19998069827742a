"""The camera: tilt, flare, vignette, softness, grain and JPEG."""

from io import BytesIO
from typing import Any, Final

import skia
from PIL import Image

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.glows import draw_dark_corners, draw_glow
from predictor.planet.scene.sky import sun_spot
from predictor.planet.scene.stage import Stage
from predictor.planet.scene.textures import SMOOTH, sensor_image
from predictor.planet.shot import Shot

JPEG_QUALITY: Final = 85
SOFT_SHARE: Final = 0.35
GRAIN_SHIFT_PX: Final = 96


def tilt(canvas: Any, shot: Shot) -> None:
    """Turn everything drawn from here on, enlarged so that no corner stays empty."""
    middle = (shot.width_px / 2, shot.height_px / 2)
    grow = 1 + 0.03 * min(abs(shot.camera_tilt_deg), 4.0)
    canvas.translate(*middle)
    canvas.rotate(shot.camera_tilt_deg)
    canvas.scale(grow, grow)
    canvas.translate(-middle[0], -middle[1])


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
    image = sensor_image(shot.width_px + GRAIN_SHIFT_PX, shot.height_px + GRAIN_SHIFT_PX)
    paint = skia.Paint(Alphaf=0.02 + 0.14 * shot.camera_noise)
    shift = (-dice.below(GRAIN_SHIFT_PX), -dice.below(GRAIN_SHIFT_PX))
    canvas.drawImage(image, *shift, skia.SamplingOptions(), paint)


def soften(scene: Any, shot: Shot) -> Any:
    """Some lenses are soft: half a pixel off the grid, the linear filter blurs."""
    dice = Dice(shot.seed, "focus")
    if not dice.happens(SOFT_SHARE):
        scene.getCanvas().resetMatrix()
        return scene
    shift = -dice.between(0.25, 0.5)
    blurred = skia.Surface(shot.width_px, shot.height_px)
    blurred.getCanvas().drawImage(scene.makeImageSnapshot(), shift, shift, SMOOTH)
    return blurred


def develop(scene: Any, shot: Shot) -> bytes:
    """From the drawn scene to the bytes of a JPEG without metadata."""
    picture = soften(scene, shot)
    draw_vignette(picture.getCanvas(), shot)
    draw_sensor_grain(picture.getCanvas(), shot)
    return encode(picture)


def encode(picture: Any) -> bytes:
    """By Pillow, whose libjpeg-turbo takes a sixth of the time of skia's encoder."""
    size = (picture.width(), picture.height())
    pixels = picture.toarray(colorType=skia.kRGBA_8888_ColorType)
    image = Image.frombuffer("RGBX", size, pixels, "raw", "RGBX", 0, 1)
    written = BytesIO()
    image.convert("RGB").save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
