"""Pictures of test photos, for reviewers alone."""

import uuid

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from geoweb.queries.review import reviewed_photos
from geoweb.views.photos import file_in_width
from geoweb.views.reviewers import for_reviewers


# A browser that shows a picture by itself styles it inline.
@csp_replace({"style-src": [UNSAFE_INLINE]})
@for_reviewers
def reviewed_photo_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    photo = get_object_or_404(reviewed_photos().only("public_id", "file"), public_id=public_id)
    path = file_in_width(request, photo)
    return FileResponse(path.open("rb"), content_type="image/jpeg", filename=f"{public_id.hex}.jpg")
