"""/api/desk/corrections/: what was changed as a file, and files from elsewhere as proposals."""

from http import HTTPStatus
from typing import Final

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.desk_answers import Imported
from geoweb.api.desk_forms import ExportQuery, ImportForm
from geoweb.api.desk_rights import Annotates, DeskEndpoint, MayLook, Right
from geoweb.api.schema import problems
from geoweb.domain.desk.exporting import as_csv, as_geojson, as_parquet, export
from geoweb.domain.desk.importing import import_corrections

LARGEST_FILE_BYTES: Final = 8 * 2**20
PARQUET: Final = "application/vnd.apache.parquet"
WRITERS: Final = {
    "csv": (as_csv, "text/csv"),
    "geojson": (as_geojson, "application/geo+json"),
    "parquet": (as_parquet, PARQUET),
}


class Corrections(DeskEndpoint):
    parser_classes = (MultiPartParser,)

    def get_permissions(self) -> list[Right]:
        """Whoever may look may take; bringing is annotating."""
        return [Annotates() if self.request.method == "POST" else MayLook()]

    def largest_body_bytes(self) -> int:
        return LARGEST_FILE_BYTES

    @extend_schema(
        operation_id="export_corrections",
        summary=_("Every change of a label as CSV, GeoJSON or Parquet"),
        tags=["desk"],
        parameters=[ExportQuery],
        responses={
            (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, "CSV"),
            (200, "application/geo+json"): OpenApiResponse(OpenApiTypes.OBJECT, "GeoJSON"),
            (200, PARQUET): OpenApiResponse(OpenApiTypes.BINARY, "Parquet"),
        }
        | problems(400, 401, 403),
    )
    def get(self, request: Request) -> HttpResponseBase:
        query = ExportQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        form = query.validated_data["as"]
        write, content_type = WRITERS[form]
        headers = {"Content-Disposition": f'attachment; filename="corrections.{form}"'}
        return StreamingHttpResponse(
            export(self.user, write), content_type=content_type, headers=headers
        )

    @extend_schema(
        operation_id="import_corrections",
        summary=_("Bring corrections from elsewhere, as proposals: all of them or none"),
        tags=["desk"],
        request={"multipart/form-data": ImportForm},
        responses={201: OpenApiResponse(Imported, _("Each waits for a second opinion."))}
        | problems(400, 401, 403, 411, 413, 415, 422),
    )
    def post(self, request: Request) -> Response:
        form = ImportForm(data=request.data)
        form.is_valid(raise_exception=True)
        made = import_corrections(form.validated_data["file"].read(), self.user)
        return Response(Imported({"proposals": made}).data, HTTPStatus.CREATED)
