"""/api/games/ and /api/rounds/: begin a game, look, guess, read what came of it."""

import uuid
from http import HTTPStatus
from typing import Any

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.game_answers import GameDetail, GameResults, RoundDetail, RoundResult
from geoweb.api.game_examples import DEALT, RESULT, SERVED
from geoweb.api.game_forms import GameForm, GuessForm
from geoweb.api.private import PrivateEndpoint
from geoweb.api.schema import problems
from geoweb.domain.beginning import accept, begin
from geoweb.domain.playing import NotServed, current_round, guess, serve, settle
from geoweb.domain.refusals import Refusal
from geoweb.domain.renditions import WIDTHS_PX, UnreadablePhotoError, rendition
from geoweb.domain.revealing import reveal
from geoweb.domain.summing import sum_up
from geoweb.enums import GameMode
from geoweb.models import Game, Guess, Player, Round
from geoweb.queries.games import challenges, games_of
from geoweb.queries.rounds import rounds_of
from geoweb.visitors import address_of, ensured_player
from predictor.geodesy import LatLng


class GameOver(Refusal):
    status = 409
    code = "game_over"
    text = _("This game is over.")
    remedy = _("Read its summary, or begin another one.")


class NotOver(Refusal):
    status = 409
    code = "not_over"
    text = _("This game is not over yet.")
    remedy = _("Guess its last photo first.")


class NotGuessed(Refusal):
    status = 409
    code = "not_guessed"
    text = _("You have not guessed this round.")
    remedy = _("Guess first; then you are told.")


class GameEndpoint(PrivateEndpoint):
    def game(self, public_id: uuid.UUID) -> Game:
        game = games_of(self.player()).filter(public_id=public_id).first()
        if game is None:
            raise Http404(_now("You have no such game."))
        return settle(game)

    def round(self, public_id: uuid.UUID) -> Round:
        played = rounds_of(self.player()).filter(public_id=public_id).first()
        if played is None:
            raise Http404(_now("You have no such round."))
        return played

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class Games(GameEndpoint):
    @extend_schema(
        operation_id="begin_game",
        summary=_("Begin a game, or go on with today's daily one"),
        tags=["games"],
        request=GameForm,
        responses={201: OpenApiResponse(GameDetail, _("Dealt."))}
        | problems(400, 401, 403, 404, 409, 413, 415),
        examples=[DEALT],
    )
    def post(self, request: Request) -> Response:
        form = GameForm(data=request.data)
        form.is_valid(raise_exception=True)
        asked = request._request  # noqa: SLF001 - the cookies are set on what DRF wraps
        game = begun(ensured_player(asked), form.validated_data, address_of(asked))
        if request.auth is None:
            get_token(asked)  # whom a cookie remembers needs its proof to guess
        answer = GameDetail(game).data
        return Response(answer, HTTPStatus.CREATED, headers={"Location": answer["url"]})


def begun(player: Player, wish: dict[str, Any], address: str) -> Game:
    mode = GameMode(wish["mode"])
    if mode == GameMode.CHALLENGE:
        deck = get_object_or_404(challenges(), public_id=wish["challenge"])
        return accept(deck, player, address=address)
    pack = wish["pack"] if mode == GameMode.PACK else ""
    limit_s = wish.get("time_limit_s")
    return begin(player, mode=mode, pack=pack, time_limit_s=limit_s, address=address)


class OneGame(GameEndpoint):
    @extend_schema(
        operation_id="read_game",
        summary=_("A game of yours, and which round waits"),
        tags=["games"],
        responses={200: OpenApiResponse(GameDetail, _("As it is now."))} | problems(401, 404),
        examples=[DEALT],
    )
    def get(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        return Response(GameDetail(self.game(public_id)).data)


class CurrentRound(GameEndpoint):
    @extend_schema(
        operation_id="serve_round",
        summary=_("The round that waits; its clock runs from now on"),
        tags=["games"],
        responses={200: OpenApiResponse(RoundDetail, _("Look at its photo, then guess."))}
        | problems(401, 404, 409),
        examples=[SERVED],
    )
    def get(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        waiting = current_round(self.game(public_id))
        if waiting is None:
            raise GameOver
        return Response(RoundDetail(serve(waiting)).data)


class GameSummary(GameEndpoint):
    @extend_schema(
        operation_id="read_summary",
        summary=_("A game that is over: every round, and everybody's totals"),
        tags=["games"],
        responses={200: OpenApiResponse(GameResults, _("What came of it."))}
        | problems(401, 404, 409),
    )
    def get(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        game = self.game(public_id)
        if game.finished_at is None:
            raise NotOver
        return Response(GameResults(sum_up(game)).data)


class RoundPhoto(GameEndpoint):
    @extend_schema(
        operation_id="read_round_photo",
        summary=_("The photo of a round that was served to you"),
        tags=["games"],
        responses={(200, "image/jpeg"): OpenApiResponse(OpenApiTypes.BINARY, "JPEG")}
        | problems(401, 404, 409, 410),
    )
    def get(self, request: Request, public_id: uuid.UUID) -> HttpResponseBase:  # noqa: ARG002 - of the base
        played = self.round(public_id)
        if played.served_at is None:
            raise NotServed
        if not played.photo.file:
            raise Http404(_now("This photo was withdrawn."))
        try:
            path = rendition(played.photo, WIDTHS_PX[-1])
        except UnreadablePhotoError as error:
            raise Http404(_now("This photo was withdrawn.")) from error
        return FileResponse(path.open("rb"), content_type="image/jpeg", filename="round.jpg")


class RoundGuess(GameEndpoint):
    @extend_schema(
        operation_id="guess",
        summary=_("Guess where the photo was taken, once"),
        tags=["games"],
        request=GuessForm,
        responses={
            201: OpenApiResponse(RoundResult, _("It counts; this is the truth.")),
            200: OpenApiResponse(RoundResult, _("You guessed the same before.")),
        }
        | problems(400, 401, 403, 404, 409, 410, 413, 415, 422),
        examples=[RESULT],
    )
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        form = GuessForm(data=request.data)
        form.is_valid(raise_exception=True)
        played = self.round(public_id)
        place = LatLng(form.validated_data["lat"], form.validated_data["lng"])
        guessed = guess(played.game.player, played.public_id, place)
        status = HTTPStatus.CREATED if guessed.is_new else HTTPStatus.OK
        return Response(RoundResult(reveal(guessed.guess)).data, status)


class RoundResults(GameEndpoint):
    @extend_schema(
        operation_id="read_result",
        summary=_("What came of a round that you have guessed or missed"),
        tags=["games"],
        responses={200: OpenApiResponse(RoundResult, _("The truth."))} | problems(401, 404, 409),
        examples=[RESULT],
    )
    def get(self, request: Request, public_id: uuid.UUID) -> Response:  # noqa: ARG002 - of the base
        played = self.round(public_id)
        settle(played.game)
        made = Guess.objects.filter(round=played, player=played.game.player).first()
        if made is None:
            raise NotGuessed
        return Response(RoundResult(reveal(made)).data)
