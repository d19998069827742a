"""/api/desk/: the next photo, what one says of it, and taking that back."""

import uuid
from http import HTTPStatus
from typing import Any

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.desk_answers import CaseAnswer, ProposalAnswer, SettledProposal
from geoweb.api.desk_forms import ProposalForm, WishForm
from geoweb.api.desk_rights import AnnotatorEndpoint, DeskEndpoint
from geoweb.api.pagination import NewestFirst, page_schema
from geoweb.api.schema import problems
from geoweb.api.uploads import CURSOR
from geoweb.domain.desk.cases import case_of, find_photo
from geoweb.domain.desk.claims import claim, release, skip
from geoweb.domain.desk.photos import note_looks
from geoweb.domain.desk.proposing import propose, undo
from geoweb.domain.desk.queue import next_photo, next_second
from geoweb.domain.renditions import WIDTHS_PX, UnreadablePhotoError, rendition
from geoweb.models import User
from geoweb.queries.desk import own_proposals
from predictor.models import Photo

SHOWN = OpenApiResponse(CaseAnswer, _("The photo, and what speaks for and against its label."))
FREE = OpenApiResponse(None, _("You hold it no more."))


def told(photo: Photo, user: User) -> dict[str, Any]:
    answer: dict[str, Any] = CaseAnswer(case_of(photo, user)).data
    return answer


class Next(AnnotatorEndpoint):
    @extend_schema(
        operation_id="next_suspect",
        summary=_("The most suspicious photo that nobody looks at; it is yours for a while"),
        tags=["desk"],
        request=WishForm,
        responses={200: SHOWN} | problems(400, 401, 403, 404, 413, 415),
    )
    def post(self, request: Request) -> Response:
        claimed = next_photo(self.user, WishForm(data=request.data).wish())
        return Response(told(claimed.photo, self.user))


class Second(AnnotatorEndpoint):
    @extend_schema(
        operation_id="next_second",
        summary=_("A photo that waits for a second opinion; it is yours for a while"),
        tags=["desk"],
        request=WishForm,
        responses={200: SHOWN} | problems(400, 401, 403, 404, 413, 415),
    )
    def post(self, request: Request) -> Response:
        claimed = next_second(self.user, WishForm(data=request.data).wish())
        return Response(told(claimed.photo, self.user))


class OnePhoto(DeskEndpoint):
    @extend_schema(
        operation_id="read_desk_photo",
        summary=_("A photo as the desk shows it; you hold it no longer for that"),
        tags=["desk"],
        responses={200: SHOWN} | problems(401, 403, 404, 410),
    )
    def get(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        return Response(told(find_photo(public_id), self.user))


class PhotoFile(DeskEndpoint):
    @extend_schema(
        operation_id="read_desk_photo_file",
        summary=_("The picture itself"),
        tags=["desk"],
        responses={(200, "image/jpeg"): OpenApiResponse(OpenApiTypes.BINARY, "JPEG")}
        | problems(401, 403, 404),
    )
    def get(self, request: Request, public_id: uuid.UUID) -> HttpResponseBase:  # noqa: ARG002 - of the base
        photo = find_photo(public_id)
        try:
            path = rendition(photo, WIDTHS_PX[-1])
        except UnreadablePhotoError as error:
            raise Http404(_now("This photo was withdrawn.")) from error
        note_looks(self.user, [photo.pk])
        return FileResponse(path.open("rb"), content_type="image/jpeg", filename="photo.jpg")


class PhotoClaim(AnnotatorEndpoint):
    @extend_schema(
        operation_id="claim_photo",
        summary=_("Hold a photo, or hold it longer, while you look at it"),
        tags=["desk"],
        request=None,
        responses={200: SHOWN} | problems(401, 403, 404, 409, 410),
    )
    def post(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        photo = find_photo(public_id)
        claim(photo, self.user)
        return Response(told(photo, self.user))

    @extend_schema(
        operation_id="release_photo",
        summary=_("Let go of a photo: it goes back into the queue"),
        tags=["desk"],
        request=None,
        responses={204: FREE} | problems(401, 403, 404),
    )
    def delete(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        release(find_photo(public_id), self.user)
        return Response(status=HTTPStatus.NO_CONTENT)


class PhotoSkip(AnnotatorEndpoint):
    @extend_schema(
        operation_id="skip_photo",
        summary=_("Leave a photo to others: it does not come to you again"),
        tags=["desk"],
        request=None,
        responses={204: FREE} | problems(401, 403, 404, 410),
    )
    def post(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        skip(find_photo(public_id), self.user)
        return Response(status=HTTPStatus.NO_CONTENT)


class PhotoProposals(AnnotatorEndpoint):
    @extend_schema(
        operation_id="propose",
        summary=_("Say where a photo that you hold was taken, or that its label is right"),
        tags=["desk"],
        request=ProposalForm,
        responses={201: OpenApiResponse(SettledProposal, _("Noted; state says what came of it."))}
        | problems(400, 401, 403, 404, 409, 410, 413, 415, 422),
    )
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        said = ProposalForm(data=request.data).said()
        made = propose(find_photo(public_id), self.user, said)
        return Response(SettledProposal(made).data, HTTPStatus.CREATED)


class Proposals(AnnotatorEndpoint):
    @extend_schema(
        operation_id="list_proposals",
        summary=_("What you have said, newest first; not what became of it"),
        tags=["desk"],
        parameters=[CURSOR],
        responses={200: OpenApiResponse(page_schema(ProposalAnswer), _("A page of the list."))}
        | problems(401, 403, 404),
    )
    def get(self, request: Request) -> Response:
        pages = NewestFirst()
        page: Any = pages.paginate_queryset(own_proposals(self.user), request, view=self)
        return pages.get_paginated_response(ProposalAnswer(page, many=True).data)


class OneProposal(AnnotatorEndpoint):
    @extend_schema(
        operation_id="undo_proposal",
        summary=_("Take back what you said, while it had no effect"),
        tags=["desk"],
        request=None,
        responses={204: OpenApiResponse(None, _("It was not said."))}
        | problems(401, 403, 404, 409, 410),
    )
    def delete(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        undo(public_id, self.user)
        return Response(status=HTTPStatus.NO_CONTENT)
