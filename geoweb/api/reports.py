"""POST /api/photos/ID/reports/: say that something is wrong with a photo."""

import uuid
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.parsers import StrictJSONParser
from geoweb.api.private import PrivateEndpoint
from geoweb.api.schema import problems
from geoweb.domain.quotas import charge_report
from geoweb.domain.reports import MOST_LETTERS, report
from geoweb.enums import FlagReason
from geoweb.queries.photos import shown_photos
from geoweb.queries.uploads import photos_of
from geoweb.visitors import address_of, ensured_player
from predictor.models import Photo


class ReportForm(serializers.Serializer[dict[str, Any]]):
    reason = serializers.ChoiceField(choices=FlagReason.choices)
    text = serializers.CharField(max_length=MOST_LETTERS, default="", allow_blank=True)


class Reports(PrivateEndpoint):
    parser_classes = (StrictJSONParser, FormParser)

    @extend_schema(
        operation_id="report_photo",
        summary=_("Say that something is wrong with a photo"),
        tags=["photos"],
        request={"application/json": ReportForm, "application/x-www-form-urlencoded": ReportForm},
        responses={204: OpenApiResponse(None, _("Somebody will look at it."))}
        | problems(400, 401, 403, 404, 413, 415),
    )
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        form = ReportForm(data=request.data)
        form.is_valid(raise_exception=True)
        photo = self.seen(public_id)
        asked = request._request  # noqa: SLF001 - the cookie is set on what DRF wraps
        charge_report(address_of(asked))
        player = ensured_player(asked)
        report(
            photo, player, FlagReason(form.validated_data["reason"]), form.validated_data["text"]
        )
        return Response(status=204)

    def seen(self, public_id: uuid.UUID) -> Photo:
        """A photo that is shown to this caller; whether there are others stays unsaid."""
        for photos in (shown_photos(), photos_of(self.player())):
            photo = photos.filter(public_id=public_id).first()
            if photo is not None:
                return photo
        raise Http404(_now("There is no such photo."))
