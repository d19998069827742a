"""/api/uploads/: send photos, wait for the answer, see what was sent, delete it."""

import uuid
from http import HTTPStatus
from typing import Final

from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.examples import ANSWERED, AREAS, PENDING
from geoweb.api.pagination import NewestFirst, page_schema
from geoweb.api.private import PrivateEndpoint, unless_known
from geoweb.api.schema import problems
from geoweb.api.upload_answers import AreaCollection, UploadDetail, UploadSummary
from geoweb.api.upload_forms import KEY_PARAMETER, UploadForm, parcel_of
from geoweb.bodies import largest_upload_bytes
from geoweb.domain.receiving import receive
from geoweb.domain.removal import delete_upload
from geoweb.domain.telling import told
from geoweb.queries.uploads import uploads_of
from geoweb.visitors import ensured_player

GEOJSON: Final = "application/geo+json"
CURSOR: Final = OpenApiParameter("cursor", str, description=_("From next or previous."))
ETAG: Final = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description=_("The ETag that you have.")
)
KNOWN: Final = OpenApiResponse(None, _("It is as your ETag says."))


class Uploads(PrivateEndpoint):
    parser_classes = (MultiPartParser,)

    def largest_body_bytes(self) -> int:
        return largest_upload_bytes()

    @extend_schema(
        operation_id="list_uploads",
        summary=_("Your uploads, newest first"),
        tags=["uploads"],
        parameters=[CURSOR],
        responses={200: OpenApiResponse(page_schema(UploadSummary), _("A page of the list."))}
        | problems(401, 404),
    )
    def get(self, request: Request) -> Response:
        pages = NewestFirst()
        page = pages.paginate_queryset(uploads_of(self.player()), request, view=self)
        return pages.get_paginated_response(UploadSummary(page or [], many=True).data)

    @extend_schema(
        operation_id="send_upload",
        summary=_("Send one to four photos of one place"),
        tags=["uploads"],
        parameters=[KEY_PARAMETER],
        request={"multipart/form-data": UploadForm},
        responses={
            201: OpenApiResponse(UploadDetail, _("Taken.")),
            200: OpenApiResponse(UploadDetail, _("You sent this before: here it is.")),
        }
        | problems(400, 401, 403, 409, 411, 413, 415, 422, 451, 503),
        examples=[PENDING],
    )
    def post(self, request: Request) -> Response:
        parcel = parcel_of(request)
        asked = request._request  # noqa: SLF001 - the cookies are set on what DRF wraps
        received = receive(ensured_player(asked), parcel)
        if request.auth is None:
            get_token(asked)  # whom a cookie remembers needs its proof to delete what was sent
        return Response(
            UploadDetail(told(received.upload)).data,
            status=HTTPStatus.CREATED if received.is_new else HTTPStatus.OK,
            headers={"Location": reverse("api-upload", args=[received.upload.public_id])},
        )


class OneUpload(PrivateEndpoint):
    @extend_schema(
        operation_id="read_upload",
        summary=_("An upload and its answer, if there is one yet"),
        tags=["uploads"],
        parameters=[ETAG],
        responses={200: OpenApiResponse(UploadDetail, _("As it is now.")), 304: KNOWN}
        | problems(401, 404),
        examples=[ANSWERED, PENDING],
    )
    def get(self, request: Request, public_id: uuid.UUID) -> HttpResponseBase:
        answer = Response(UploadDetail(told(self.own(public_id))).data)
        return unless_known(request, answer, but="poll_after_ms")

    @extend_schema(
        operation_id="delete_upload",
        summary=_("Delete an upload: photos, answer and all"),
        tags=["uploads"],
        request=None,
        responses={204: OpenApiResponse(None, _("It is gone."))} | problems(401, 403, 404),
    )
    def delete(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        delete_upload(self.own(public_id))
        return Response(status=HTTPStatus.NO_CONTENT)


class UploadAreas(PrivateEndpoint):
    @extend_schema(
        operation_id="read_areas",
        summary=_("Where it may have been taken, as GeoJSON"),
        tags=["uploads"],
        parameters=[ETAG],
        responses={(200, GEOJSON): OpenApiResponse(AreaCollection, "GeoJSON"), 304: KNOWN}
        | problems(401, 404),
        examples=[AREAS],
    )
    def get(self, request: Request, public_id: uuid.UUID) -> HttpResponseBase:
        areas = AreaCollection(told(self.own(public_id))).data
        return unless_known(request, Response(areas, content_type=GEOJSON))
