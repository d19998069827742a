"""/api/desk/: disagreements, the history of labels, reverting, and how well people agree."""

import uuid
from http import HTTPStatus
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.desk_answers import (
    Decided,
    Disagreements,
    EventAnswer,
    StatisticsAnswer,
)
from geoweb.api.desk_forms import DecisionForm, HistoryQuery, WhyForm
from geoweb.api.desk_rights import DeskEndpoint, ReviewerEndpoint
from geoweb.api.pagination import NewestFirst, page_schema
from geoweb.api.schema import problems
from geoweb.api.uploads import CURSOR
from geoweb.domain.desk.cases import find_photo
from geoweb.domain.desk.deciding import decide
from geoweb.domain.desk.effects import revert
from geoweb.domain.desk.photos import note_looks
from geoweb.domain.desk.statistics import statistics
from geoweb.paging import page_number, page_of
from geoweb.queries.desk import disputed_photos, label_events

PAGE = OpenApiParameter("page", int, description=_("From next_page."))


class DisagreementList(ReviewerEndpoint):
    @extend_schema(
        operation_id="list_disagreements",
        summary=_("Photos on which two disagree, the longest waiting first"),
        tags=["desk"],
        parameters=[PAGE],
        responses={200: OpenApiResponse(Disagreements, _("A page of the list."))}
        | problems(401, 403, 404),
    )
    def get(self, request: Request) -> Response:
        page = page_of(disputed_photos(), page_number(request.query_params.get("page", "1")))
        note_looks(self.user, [photo.pk for photo in page.rows])
        answer = {"disagreements": page.rows, "next_page": page.next_number}
        return Response(Disagreements(answer).data)


class Decision(ReviewerEndpoint):
    @extend_schema(
        operation_id="decide",
        summary=_("Choose one of two opinions, or the label as it is"),
        tags=["desk"],
        request=DecisionForm,
        responses={200: OpenApiResponse(Decided, _("Decided."))}
        | problems(400, 401, 403, 404, 409, 410, 413, 415),
    )
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        form = DecisionForm(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        chosen, why = said.get("proposal"), said["why"].strip()
        event = decide(find_photo(public_id), self.user, chosen=chosen, why=why)
        return Response(Decided({"event": event}).data)


class History(DeskEndpoint):
    @extend_schema(
        operation_id="list_label_events",
        summary=_("Every change of a label, newest first"),
        tags=["desk"],
        parameters=[HistoryQuery, CURSOR],
        responses={200: OpenApiResponse(page_schema(EventAnswer), _("A page of the list."))}
        | problems(400, 401, 403, 404),
    )
    def get(self, request: Request) -> Response:
        query = HistoryQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        wanted = query.validated_data.get("photo")
        photo, pages = find_photo(wanted) if wanted else None, NewestFirst()
        page: Any = pages.paginate_queryset(label_events(photo), request, view=self)
        note_looks(self.user, [event.photo_id for event in page])
        return pages.get_paginated_response(EventAnswer(page, many=True).data)


class Revert(ReviewerEndpoint):
    @extend_schema(
        operation_id="revert_label_event",
        summary=_("Put a label back as it was before its latest change"),
        tags=["desk"],
        request=WhyForm,
        responses={201: OpenApiResponse(EventAnswer, _("A change of its own."))}
        | problems(400, 401, 403, 404, 409, 410, 413, 415),
    )
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        form = WhyForm(data=request.data)
        form.is_valid(raise_exception=True)
        event = label_events().filter(public_id=public_id).first()
        if event is None:
            raise Http404(_now("There is no such change."))
        made = revert(event, actor=self.user, why=form.validated_data["why"].strip())
        return Response(EventAnswer(made).data, HTTPStatus.CREATED)


class StatisticsOfDesk(ReviewerEndpoint):
    @extend_schema(
        operation_id="desk_statistics",
        summary=_("How well annotators agree, with each other and with what is certain"),
        tags=["desk"],
        responses={200: OpenApiResponse(StatisticsAnswer, _("Of all who annotate."))}
        | problems(401, 403),
    )
    def get(self, _request: Request) -> Response:
        return Response(StatisticsAnswer(statistics()).data)
