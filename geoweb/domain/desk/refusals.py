"""What the label desk says where something cannot be done."""

from django.utils.translation import gettext_lazy as _

from geoweb.domain.refusals import Refusal


class NothingToDo(Refusal):
    status = 404
    code = "nothing_to_do"
    text = _("There is no photo left to look at.")
    remedy = _("Choose other filters, or come back later.")


class NotOnTheDesk(Refusal):
    status = 404
    code = "not_on_the_desk"
    text = _("There is no such photo at the label desk.")


class StaleClaim(Refusal):
    status = 409
    code = "stale_claim"
    text = _("You do not hold this photo any more.")
    remedy = _("Open it again; somebody else may be looking at it now.")


class HeldByAnother(Refusal):
    status = 409
    code = "held_by_another"
    text = _("Somebody else is looking at this photo.")
    remedy = _("Take the next one, or come back in a few minutes.")


class Disputed(Refusal):
    status = 409
    code = "disputed"
    text = _("Two people disagree on this photo: a reviewer decides.")
    remedy = _("Take the next one.")


class SaidAlready(Refusal):
    status = 409
    code = "said_already"
    text = _("You have said where this photo was taken; it waits for a second opinion.")
    remedy = _("Take back what you said if you want to say something else.")


class PhotoWithdrawn(Refusal):
    status = 410
    code = "withdrawn"
    text = _("This photo was withdrawn.")
    remedy = _("Take the next one.")


class NoSuchRegion(Refusal):
    status = 422
    code = "no_such_region"
    text = _("There is no region with this code.")


class NoLabel(Refusal):
    status = 422
    code = "no_label"
    text = _("This photo has no label that could be right.")
    remedy = _("Say where it was taken.")


class NoChange(Refusal):
    status = 422
    code = "no_change"
    text = _("This is where the photo is already.")
    remedy = _("Say that the label is right.")


class NotYours(Refusal):
    status = 404
    code = "no_such_proposal"
    text = _("You have made no such proposal.")


class HasHadEffect(Refusal):
    status = 409
    code = "has_had_effect"
    text = _("Somebody else has given an opinion on this photo meanwhile.")
    remedy = _("What two people agreed on can be reverted by a reviewer.")


class NoDispute(Refusal):
    status = 409
    code = "no_dispute"
    text = _("There is nothing to decide on this photo any more.")


class OwnProposal(Refusal):
    status = 403
    code = "own_proposal"
    text = _("Nobody reviews their own proposals.")
    remedy = _("Leave this one to another reviewer.")


class NotTheLatest(Refusal):
    status = 409
    code = "not_the_latest"
    text = _("The label of this photo was changed again later.")
    remedy = _("Revert the latest change first.")
