"""A round: its page before and after the guess, its photo, and the guess itself."""

import uuid
from typing import Any, TypeVar

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from geoweb.domain.playing import GRACE, current_round, guess, serve, settle, settled_round
from geoweb.domain.refusals import Refusal
from geoweb.domain.revealing import reveal
from geoweb.forms.games import GuessForm
from geoweb.models import Game, Guess, Round
from geoweb.queries.games import game_to_show, games_of
from geoweb.queries.rounds import kept_guesses, kept_photos, kept_rounds
from geoweb.views.game_words import about_round, reveal_map
from geoweb.views.photos import file_in_width
from geoweb.views.play import own
from geoweb.views.see_other import SeeOther
from geoweb.visitors import known_player

Row = TypeVar("Row")


def own_game(request: HttpRequest, public_id: uuid.UUID) -> Game:
    return settle(game_of(request, public_id))


def game_of(request: HttpRequest, public_id: uuid.UUID) -> Game:
    """Another's game and one that never was look the same."""
    return get_object_or_404(games_of(known_player(request)), public_id=public_id)


def shown_game(request: HttpRequest, public_id: uuid.UUID) -> Game:
    return found(game_to_show(known_player(request), public_id))


def found(row: Row | None) -> Row:
    if row is None:
        raise Http404("You have nothing of that name.")
    return row


def own_round(game: Game, number: int) -> Round:
    return get_object_or_404(game.rounds.select_related("photo"), number=number)


def round_played(request: HttpRequest, public_id: uuid.UUID, number: int) -> Round:
    """At once: to take a guess, nothing else of its game need be known."""
    player = found(known_player(request))
    return found(kept_rounds.first(player=player.pk, game=public_id, number=number))


def guess_of(played: Round) -> Guess | None:
    """None also where nobody knows any more where the photo was taken."""
    guesses = Guess.objects.filter(round=played, player=played.game.player)
    made = guesses.filter(round__photo__point__isnull=False).first()
    if made is not None:
        made.round, made.player = played, played.game.player
    return made


def guess_in(game: Game, number: int) -> Guess | None:
    """With the round and its photo, at once."""
    made = kept_guesses.first(player=game.player_id, game=game.public_id, number=number)
    if made is not None:
        made.round.game, made.player = game, game.player
    return made


def round_address(played: Round) -> str:
    return reverse("round", args=[played.game.public_id, played.number])


@require_safe
@own
def game(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Where the game stands: at a round, or at its end."""
    waiting = settled_round(shown_game(request, public_id))
    if waiting is None:
        return redirect("game-summary", public_id)
    return redirect("round", public_id, waiting.number)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@own
def one_round(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """One address before and after the guess: reloading and going back harm nothing."""
    if request.method == "POST":
        return take_guess(request, round_played(request, public_id, number))
    game = shown_game(request, public_id)
    waiting = settled_round(game)
    if waiting is not None and waiting.number == number:
        return round_page(request, serve(waiting), GuessForm())
    made = guess_in(game, number)
    if made is not None:
        return revealed_page(request, made, waiting)
    if own_round(game, number).served_at:
        messages.info(request, _("That photo was withdrawn; the round does not count."))
    return redirect("game", public_id)


def take_guess(request: HttpRequest, played: Round) -> HttpResponse:
    form = GuessForm(request.POST)
    if not form.is_valid():
        return refused_page(request, played, form, None)
    try:
        guess(played.game.player, played.public_id, form.cleaned_data["pin"])
    except Refusal as refusal:
        return refused_page(request, played, form, refusal)
    address = round_address(played)
    return HttpResponseClientRedirect(address) if is_part(request) else SeeOther(address)


def is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def refused_page(
    request: HttpRequest, played: Round, form: GuessForm, refusal: Refusal | None
) -> HttpResponse:
    """What can be mended is, on the round's page; for the rest there is a way on."""
    status = refusal.status if refusal else 422
    can_mend = status == 422 and played.served_at is not None
    context = {"refusal": refusal, "form": form, "played": played, "can_mend": can_mend}
    if is_part(request):
        return render(request, "games/_refusal.html", context, status=status)
    made = guess_of(played)
    if made is not None:
        return revealed_page(request, made, current_round(played.game), refusal, status)
    if can_mend and played == current_round(played.game):
        return round_page(request, played, form, refusal, status)
    return render(request, "games/refused.html", context, status=status)


def round_page(
    request: HttpRequest,
    played: Round,
    form: GuessForm,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "grace_s": GRACE.total_seconds(), "can_mend": True}
    return render(request, "games/round.html", about_round(played) | context, status=status)


def revealed_page(
    request: HttpRequest,
    made: Guess,
    waiting: Round | None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    told = reveal(made)
    context: dict[str, Any] = {
        "told": told,
        "refusal": refusal,
        "map_data": reveal_map(told),
        "next": waiting,
    }
    return render(request, "games/revealed.html", about_round(made.round) | context, status=status)


# A browser that shows a picture by itself styles it inline.
@csp_replace({"style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]
@require_safe
@own
def round_photo(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponseBase:
    """For the round's player, once the round was served; under a name that leads nowhere else."""
    player = found(known_player(request))
    played = found(kept_photos.first(player=player.pk, game=public_id, number=number))
    if not played.photo.file:
        raise Http404("There is no such photo.")
    path = file_in_width(request, played.photo)
    return FileResponse(path.open("rb"), content_type="image/jpeg", filename="round.jpg")
