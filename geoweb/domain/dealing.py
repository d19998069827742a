"""Which photos a game shows: test photos that the models have guessed, unseen ones first."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from geoweb.domain.packs import find_pack
from geoweb.domain.refusals import Refusal
from geoweb.enums import GameMode
from geoweb.models import Deck, DeckPhoto, Player, ReviewLook, Round, UploadPhoto
from predictor.models import Locator, Photo, Prediction, Split

ROUNDS = 5
TRIES = 12  # for a photo of another drive than those already dealt


class NothingToPlay(Refusal):
    status = 503
    code = "nothing_to_play"
    text = _("There are not enough photos to play.")
    remedy = _("Choose another game, or come back later.")
    retry_after_s = 600


def playable() -> QuerySet[Photo]:
    """A model's guess is there before anybody looks: it cannot know more than the players do."""
    guessed = Prediction.objects.filter(
        photo=OuterRef("pk"), locator__state=Locator.State.PUBLISHED
    )
    return Photo.objects.filter(Exists(guessed), split=Split.TEST).exclude(file="")


def unseen_by(player: Player, photos: QuerySet[Photo]) -> QuerySet[Photo]:
    seen = Round.objects.filter(photo=OuterRef("pk"), game__player=player)
    own = UploadPhoto.objects.filter(photo=OuterRef("pk"), upload__player=player)
    shown = ReviewLook.objects.filter(photo=OuterRef("pk"), player=player)
    return photos.exclude(Exists(seen)).exclude(Exists(own)).exclude(Exists(shown))


def deal(
    player: Player, *, mode: GameMode, pack: str = "", time_limit_s: int | None = None
) -> Deck:
    """A deck of its own: five photos, or the first one of a streak."""
    photos = playable()
    if pack:
        photos = find_pack(pack).among(photos)
    chosen = choose(player, photos, 1 if mode == GameMode.STREAK else ROUNDS)
    with transaction.atomic():
        deck = Deck.objects.create(
            mode=mode, pack=pack, time_limit_s=time_limit_s, dealt_for=player
        )
        add_cards(deck, chosen)
    return deck


def daily_deck(today: date | None = None) -> Deck:
    """The same photos for everybody, chosen when the first player of the day asks."""
    day = today or datetime.now(UTC).date()
    return Deck.objects.filter(day=day).first() or deal_daily(day)


def deal_daily(day: date) -> Deck:
    earlier = DeckPhoto.objects.filter(photo=OuterRef("pk"), deck__mode=GameMode.DAILY)
    photos = playable()
    chosen = pick(photos.exclude(Exists(earlier)), photos, ROUNDS)
    with transaction.atomic():
        deck, is_new = Deck.objects.get_or_create(day=day, defaults={"mode": GameMode.DAILY})
        if is_new:  # else somebody was first
            add_cards(deck, chosen)
    return deck


def next_card(deck: Deck, player: Player) -> DeckPhoto:
    """One more photo for a streak; whoever plays the deck later gets the same."""
    with transaction.atomic():
        Deck.objects.select_for_update().get(pk=deck.pk)
        dealt = list(deck.cards.order_by("number").values_list("photo", flat=True))
        (photo,) = choose(player, playable().exclude(pk__in=dealt), 1)
        return DeckPhoto.objects.create(deck=deck, number=len(dealt) + 1, photo=photo)


def add_cards(deck: Deck, photos: Sequence[Photo]) -> None:
    DeckPhoto.objects.bulk_create(
        DeckPhoto(deck=deck, number=number, photo=photo)
        for number, photo in enumerate(photos, start=1)
    )


def choose(player: Player, photos: QuerySet[Photo], count: int) -> list[Photo]:
    return pick(unseen_by(player, photos), photos, count)


def pick(first: QuerySet[Photo], others: QuerySet[Photo], count: int) -> list[Photo]:
    """At random, of as many drives; seen ones only when the unseen are used up."""
    chosen: list[Photo] = []
    while len(chosen) < count:
        photo = one_more(first, chosen) or one_more(others, chosen)
        if photo is None:
            raise NothingToPlay
        chosen.append(photo)
    return chosen


def one_more(photos: QuerySet[Photo], chosen: Sequence[Photo]) -> Photo | None:
    rest = photos.exclude(pk__in=[photo.pk for photo in chosen])
    found: Photo | None = None
    for _try in range(TRIES):
        found = anyone(rest)
        if found is None or not same_drive(found, chosen):
            return found
    return found


def anyone(photos: QuerySet[Photo]) -> Photo | None:
    """The one behind a random id: ids are random, and an index leads there."""
    ordered = photos.order_by("public_id")
    return ordered.filter(public_id__gte=uuid.uuid4()).first() or ordered.first()


def same_drive(photo: Photo, chosen: Sequence[Photo]) -> bool:
    """Photos of one drive give each other away."""
    return any(
        photo.sequence and (photo.dataset, photo.sequence) == (each.dataset, each.sequence)
        for each in chosen
    )
