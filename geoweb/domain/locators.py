"""Which locator of a name answers: one at a time, and never one that cannot."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from geoweb.domain.refusals import Refusal
from predictor.models import Locator


class NoCheckpoint(Refusal):
    status = 409
    code = "no_checkpoint"
    text = _("It has no checkpoint to answer with.")
    remedy = _("Fit it again.")


class NotPublished(Refusal):
    status = 409
    code = "not_published"
    text = _("Only the published version can be retired.")


def publish(locator: Locator) -> None:
    """Retires the one before with the same stroke: readers see the one or the other."""
    state = Locator.State
    with transaction.atomic():
        named = Locator.objects.select_for_update().filter(name=locator.name).order_by("pk")
        # All of them, or two who publish at once would lock in different orders.
        own = next(each for each in named if each.pk == locator.pk)
        if not own.checkpoint:
            raise NoCheckpoint
        named.filter(state=state.PUBLISHED).exclude(pk=own.pk).update(state=state.RETIRED)
        Locator.objects.filter(pk=own.pk).update(state=state.PUBLISHED)
    locator.state = state.PUBLISHED


def retire(locator: Locator) -> None:
    published = Locator.objects.filter(pk=locator.pk, state=Locator.State.PUBLISHED)
    if not published.update(state=Locator.State.RETIRED):
        raise NotPublished
    locator.state = Locator.State.RETIRED
