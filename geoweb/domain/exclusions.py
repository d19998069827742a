"""Taking a player off the board, for a recorded reason, and putting them back."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geoweb.domain.refusals import Refusal
from geoweb.enums import PlayerKind, Unranked
from geoweb.models import Exclusion, Guess, Player, Result, Round, User


class NoReason(Refusal):
    status = 422
    code = "no_reason"
    text = _("An exclusion needs a reason.")
    remedy = _("Write down what was seen: whoever reviews it later has nothing else.")


class NotAPerson(Refusal):
    status = 422
    code = "not_a_person"
    text = _("Only people can be excluded.")


def exclude(player: Player, *, why: str, actor: User | None = None) -> Exclusion:
    """Nothing is deleted: the guesses stay and do not count. Again is the same as once."""
    if player.kind != PlayerKind.HUMAN:
        raise NotAPerson
    if not why.strip():
        raise NoReason
    with transaction.atomic():
        lock_rounds(player)
        found, _is_new = Exclusion.objects.get_or_create(
            player=player, lifted_at=None, defaults={"why": why.strip(), "actor": actor}
        )
        Guess.objects.filter(player=player, unranked="").update(unranked=Unranked.EXCLUDED)
        Result.objects.filter(player=player).delete()
    return found


def lift(exclusion: Exclusion, *, why: str, actor: User | None = None) -> None:
    """What would have counted counts again, as of when it was guessed."""
    if not why.strip():
        raise NoReason
    with transaction.atomic():
        lock_rounds(exclusion.player)
        lifted = {"lifted_at": timezone.now(), "lifted_by": actor, "lifted_why": why.strip()}
        in_force = Exclusion.objects.filter(pk=exclusion.pk, lifted_at=None)
        if in_force.update(**lifted):
            count_again(exclusion.player)


def lock_rounds(player: Player) -> None:
    """A guess on its way is seen here, or sees the exclusion."""
    rounds = Round.objects.select_for_update().filter(game__player=player).order_by("pk")
    list(rounds.values_list("pk", flat=True))


def count_again(player: Player) -> None:
    """Each photo at first sight only: of two guesses that were set aside, the earlier."""
    aside = Guess.objects.filter(player=player, unranked=Unranked.EXCLUDED)
    counted = Result.objects.filter(player=player, photo=OuterRef("round__photo"))
    rows = {}
    for made in aside.exclude(Exists(counted)).select_related("round").order_by("-created_at"):
        rows[made.round.photo_id] = made
    Result.objects.bulk_create(
        Result(
            player=player,
            photo_id=photo,
            guess=made,
            distance_km=made.distance_km,
            score=made.score,
            at=made.created_at,
        )
        for photo, made in rows.items()
    )
    Guess.objects.filter(pk__in=[made.pk for made in rows.values()]).update(unranked="")


def is_excluded(player: Player) -> bool:
    return Exclusion.objects.filter(player=player, lifted_at=None).exists()
