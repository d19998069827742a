"""Keys of `Photo.facts` for what a camera says of the place where a table says something else.

Whether they agree is evidence about the label; the label itself stays what the table says.
"""

from typing import Final

EXIF_LAT: Final = "exif_lat"
EXIF_LNG: Final = "exif_lng"
