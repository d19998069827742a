"""Reads of the label desk: what waits, what is disputed, what was changed."""

from django.db.models import Max, OuterRef, Prefetch, Q, QuerySet

from geoweb.enums import ProposalState
from geoweb.models import LabelEvent, Proposal, User
from predictor.models import Photo

WITHOUT_OUTLINES = ("region__geom", "region__parent__geom")
REGIONS = ("region_before", "region_before__parent", "region_after", "region_after__parent")


def disputed_photos() -> QuerySet[Photo]:
    """The longest waiting first, each with what was said of it."""
    said = Proposal.objects.filter(state=ProposalState.DISPUTED).order_by("created_at")
    opinions = said.select_related("annotator", "region__parent").defer(*WITHOUT_OUTLINES)
    photos = Photo.objects.filter(proposals__state=ProposalState.DISPUTED)
    return (
        photos.annotate(disputed_at=Max("proposals__created_at", filter=is_disputed()))
        .select_related("region__parent")
        .defer("facts", *WITHOUT_OUTLINES)
        .prefetch_related(Prefetch("proposals", queryset=opinions, to_attr="opinions"))
        .order_by("disputed_at", "pk")
    )


def is_disputed() -> Q:
    return Q(proposals__state=ProposalState.DISPUTED)


def label_events(photo: Photo | None = None) -> QuerySet[LabelEvent]:
    """Newest first. `is_latest` and `reverted_by` tell what can still be reverted."""
    later = LabelEvent.objects.filter(photo=OuterRef("photo")).order_by("-created_at", "-pk")
    events = LabelEvent.objects.annotate(latest=later.values("pk")[:1])
    found = events.filter(photo=photo) if photo else events
    return (
        found.select_related("photo", "actor", "version", "reverts", "reverted_by", *REGIONS)
        .defer("photo__facts", *(f"{region}__geom" for region in REGIONS))
        .prefetch_related("proposals__annotator")
        .order_by("-created_at", "-pk")
    )


def datasets() -> list[str]:
    """By name; one look into an index each, however many photos there are."""
    found: list[str] = []
    photos = Photo.objects.order_by("dataset").values_list("dataset", flat=True)
    following = photos.first()
    while following is not None:
        found.append(following)
        following = photos.filter(dataset__gt=following).first()
    return found


def own_proposals(user: User) -> QuerySet[Proposal]:
    """Newest first. What became of them is not told: of checks, nothing ever does."""
    found = Proposal.objects.filter(annotator=user).exclude(state=ProposalState.WITHDRAWN)
    rows = found.select_related("photo", "region__parent").defer("photo__facts", *WITHOUT_OUTLINES)
    return rows.order_by("-created_at", "-pk")
