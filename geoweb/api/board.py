"""The board and what is public about players."""

import uuid
from typing import Any, Final

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.endpoint import Endpoint
from geoweb.api.private import PrivateEndpoint
from geoweb.api.schema import problems
from geoweb.domain.board import last_refresh
from geoweb.enums import PlayerKind, ScopeKind
from geoweb.models import Pairing, Player, Scope, Standing
from geoweb.paging import LAST_PAGE, page_of
from geoweb.queries.board import headlines, pairings_of, public_players, standings, standings_of

ROWS: Final = 50
CACHE_CONTROL = "public, max-age=30"


class BoardQuery(serializers.Serializer[dict[str, Any]]):
    scope = serializers.CharField(
        default="all",
        max_length=32,
        help_text=_("all, day-2027-05-02, continent-EU, country-FR, pack-continent-EU ..."),
    )
    kind = serializers.ChoiceField(choices=PlayerKind.choices, required=False)
    page = serializers.IntegerField(default=1, min_value=1, max_value=LAST_PAGE)


class PlayerName(serializers.Serializer[Player]):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=PlayerKind.choices)


class Figures(serializers.Serializer[Standing]):
    best_rank = serializers.IntegerField()
    worst_rank = serializers.IntegerField()
    strength = serializers.FloatField()
    strength_error = serializers.FloatField(help_text=_("One standard error."))
    provisional = serializers.BooleanField(source="is_provisional")
    games = serializers.IntegerField()
    photos = serializers.IntegerField()
    mean_points = serializers.FloatField()
    median_km = serializers.FloatField()
    within_25 = serializers.FloatField(help_text=_("Share of photos within 25 km."))
    within_200 = serializers.FloatField()
    within_750 = serializers.FloatField()


class PlayerStanding(Figures):
    player = PlayerName()


class ScopeStanding(Figures):
    scope = serializers.CharField(source="scope.code")


class PairingAnswer(serializers.Serializer[Pairing]):
    model = PlayerName()
    photos = serializers.IntegerField()
    mean_difference = serializers.FloatField(
        help_text=_("Points a photo more than the model, on photos that both have guessed.")
    )
    low = serializers.FloatField(
        allow_null=True, help_text=_("Lower end of the interval of 95 in 100.")
    )
    high = serializers.FloatField(allow_null=True)
    wins = serializers.IntegerField()
    ties = serializers.IntegerField()
    losses = serializers.IntegerField()


class BoardAnswer(serializers.Serializer[dict[str, Any]]):
    scope = serializers.CharField()
    players = serializers.IntegerField()
    refreshed_at = serializers.DateTimeField(allow_null=True)
    people = PairingAnswer(many=True, help_text=_("All people together, against each model."))
    standings = PlayerStanding(many=True)
    next_page = serializers.IntegerField(allow_null=True)


class PlayerAnswer(serializers.Serializer[dict[str, Any]]):
    player = PlayerName()
    standing = ScopeStanding(allow_null=True)
    against = PairingAnswer(many=True)
    regions = ScopeStanding(many=True)
    days = ScopeStanding(many=True)


class Board(Endpoint):
    # Public knowledge: no session is read, so that answers may be kept by anyone.
    authentication_classes = ()

    @extend_schema(
        operation_id="board",
        summary=_("People, models, the crowd and chance, the strongest first"),
        tags=["board"],
        parameters=[BoardQuery],
        responses={200: OpenApiResponse(BoardAnswer, _("A page of the board."))}
        | problems(400, 404),
    )
    def get(self, request: Request) -> Response:
        query = BoardQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        answer = board_answer(**query.validated_data)
        return Response(answer, headers={"Cache-Control": CACHE_CONTROL})


def board_answer(*, scope: str, page: int, kind: str = "") -> Any:
    found, refreshed = Scope.objects.filter(code=scope).first(), last_refresh()
    if found is None and scope != ScopeKind.ALL:
        raise Http404(_("There is no such board."))
    shown = page_of(standings(found, kind) if found else Standing.objects.none(), page, ROWS)
    return BoardAnswer(
        {
            "scope": scope,
            "players": found.players if found else 0,
            "refreshed_at": refreshed.at if refreshed else None,
            "people": headlines(found) if found else [],
            "standings": shown.rows,
            "next_page": shown.next_number,
        }
    ).data


class OnePlayer(PrivateEndpoint):
    @extend_schema(
        operation_id="player",
        summary=_("What is public about a player"),
        tags=["board"],
        responses={200: OpenApiResponse(PlayerAnswer, _("Added up; of no single photo."))}
        | problems(404),
    )
    def get(self, _request: Request, public_id: uuid.UUID) -> Response:
        player = get_object_or_404(public_players(self.player()), public_id=public_id)
        answer = {
            "player": player,
            "standing": standings_of(player, ScopeKind.ALL).first(),
            "against": pairings_of(player),
            "regions": standings_of(player, ScopeKind.REGION),
            "days": standings_of(player, ScopeKind.DAY)[:60],
        }
        return Response(PlayerAnswer(answer).data)
