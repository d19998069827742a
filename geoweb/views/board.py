"""The board: people, models, the crowd and chance in one table."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from geoweb.domain.board import last_refresh
from geoweb.enums import PlayerKind
from geoweb.forms.board import ANYBODY, BoardForm
from geoweb.models import Pairing, Player, Scope
from geoweb.paging import page_number, page_of
from geoweb.queries.board import headlines, offered_scopes, pairings, standing_of, standings
from geoweb.views.board_words import (
    bar_of,
    country_names,
    rows_of,
    scale_of,
    scope_groups,
    scope_name,
)
from geoweb.visitors import known_player

BOARD_ROWS = 50
EVERYWHERE = "all"


@require_safe
@cache_control(private=True, no_cache=True)
def board(request: HttpRequest) -> HttpResponse:
    asked = BoardForm(request.GET)
    if not asked.is_valid():
        raise Http404(asked.errors.as_text())
    code = asked.cleaned_data["scope"] or EVERYWHERE
    scope = Scope.objects.filter(code=code).first()
    if scope is None:
        return nothing_yet(request, code)
    page = page_number(request.GET.get("page", "1"))
    shown = board_of(scope, asked.cleaned_data, page, known_player(request))
    return render(request, "board/board.html", shown)


def nothing_yet(request: HttpRequest, code: str) -> HttpResponse:
    """Before the first game; a scope that does not exist is no page."""
    if code != EVERYWHERE:
        raise Http404(f"There is no board {code!r}.")
    return render(request, "board/empty.html", {"refresh": last_refresh()})


def board_of(
    scope: Scope, asked: dict[str, Any], number: int, own: Player | None
) -> dict[str, Any]:
    page = page_of(standings(scope, asked["kind"]), number, BOARD_ROWS)
    heads, countries = list(headlines(scope)), country_names()
    model, pinned = opposite(heads, asked["against"]), standing_of(own, scope)
    shown = page.rows + pinned
    paired = pairings(scope, model, [each.player_id for each in shown]) if model else {}
    # Chance is so far off that all others would be one dot: its bar ends at the edge.
    compared = [each for each in shown if each.kind != PlayerKind.BASELINE]
    scale = scale_of(paired[each.player_id] for each in compared if each.player_id in paired)
    own_id = own.pk if own else None
    return {
        "scope": scope,
        "scope_name": scope_name(scope.code, countries),
        "groups": scope_groups(offered_scopes(), countries, scope.code),
        "kinds": [ANYBODY, *PlayerKind.choices],
        "kind": asked["kind"],
        "model": model,
        "headlines": rows_of_headlines(heads),
        "page": page,
        "rows": rows_of(page.rows, paired, own_id, scale),
        "pinned": rows_of(pinned, paired, own_id, scale),
        "scale": scale,
        "refresh": last_refresh(),
    }


def opposite(heads: list[Pairing], against: object) -> Player | None:
    """The model that rows are compared with: the newest, unless another is asked for."""
    if against is not None:
        return get_object_or_404(Player, public_id=against, kind=PlayerKind.MODEL)
    return heads[0].model if heads else None


def rows_of_headlines(heads: list[Pairing]) -> list[dict[str, Any]]:
    scale = scale_of(heads)
    return [{"pairing": head, "bar": bar_of(head, scale), "scale": scale} for head in heads]
