"""Endpoints whose answer depends on who asks."""

import hashlib
import json
import uuid
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.endpoint import Endpoint
from geoweb.models import Player, Upload
from geoweb.queries.uploads import uploads_of
from geoweb.visitors import known_player


class PrivateEndpoint(Endpoint):
    def player(self) -> Player | None:
        return known_player(self.request._request)  # noqa: SLF001 - DRF's name for what it wraps

    def own(self, public_id: uuid.UUID) -> Upload:
        """Another's and a deleted one look the same: nobody learns what there is."""
        upload = uploads_of(self.player()).filter(public_id=public_id).first()
        if upload is None:
            raise Http404(_("You have no such upload."))
        return upload

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        patch_vary_headers(response, ["Authorization", "Cookie"])
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def unless_known(request: Request, answer: Response, *, but: str = "") -> HttpResponseBase:
    """304 to a caller who has this answer already; the member named `but` may differ."""
    content = {name: value for name, value in answer.data.items() if name != but}
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode())
    etag = f'W/"{digest.hexdigest()[:32]}"'
    asked = request._request  # noqa: SLF001 - DRF's name for what it wraps
    response = get_conditional_response(asked, etag=etag) or answer
    response.headers["ETag"] = etag
    return response
