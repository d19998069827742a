"""The page where a game begins."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from geoweb.domain.beginning import begin, daily_game, days_in_a_row, seconds_to_next_day
from geoweb.domain.pack_sizes import pack_sizes
from geoweb.domain.refusals import Refusal
from geoweb.forms.games import PlayForm
from geoweb.queries.games import games_of
from geoweb.views.see_other import SeeOther
from geoweb.visitors import address_of, ensured_player, known_player

own = cache_control(private=True, no_store=True)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def play(request: HttpRequest) -> HttpResponse:
    packs = pack_sizes()
    form = PlayForm(request.POST if request.method == "POST" else None, packs=packs)
    if request.method != "POST":
        return play_page(request, form)
    if not form.is_valid():
        return play_page(request, form, status=422)
    try:
        game = begin(ensured_player(request), address=address_of(request), **form.wish())
    except Refusal as refusal:
        return play_page(request, form, refusal, status=refusal.status)
    return SeeOther(reverse("game", args=[game.public_id]))


def play_page(
    request: HttpRequest, form: PlayForm, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    player, today = known_player(request), datetime.now(UTC).date()
    context = {
        "form": form,
        "refusal": refusal,
        "photos": form.packs.photos,
        "daily": daily_game(player, today),
        "days_in_a_row": days_in_a_row(player, today),
        "next_daily_s": seconds_to_next_day(),
        "unfinished": games_of(player).filter(finished_at=None).first(),
    }
    return render(request, "games/play.html", context, status=status)
