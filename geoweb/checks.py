"""System checks: what is wrong with this installation, each with its remedy."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

SCHEME = "geoweb"
FONTS = {
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf": "fonts-noto-core",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
}


@register(Tags.files)
def data_folder_is_writable(**_: Any) -> list[CheckMessage]:
    folder = Path(settings.DATA_DIR)
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return []
    return [
        Error(
            f"The data folder {folder} cannot be written.",
            hint="Give its owner the right to, or set HOMING_DATA to another folder.",
            id=f"{SCHEME}.E001",
        )
    ]


@register()
def fonts_are_installed(**_: Any) -> list[CheckMessage]:
    return [
        Caution(
            f"The font {path} is missing: the planet's signs cannot be written.",
            hint=f"Run: docker/system.sh app   (it installs {package})",
            id=f"{SCHEME}.W003",
        )
        for path, package in FONTS.items()
        if not Path(path).exists()
    ]


@register(Tags.security, deploy=True)
def secret_key_is_long(**_: Any) -> list[CheckMessage]:
    if len(settings.SECRET_KEY) >= 32:
        return []
    return [
        Error(
            "SECRET_KEY is short enough to guess.",
            hint="python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id=f"{SCHEME}.E004",
        )
    ]
