"""Closed vocabularies of what people do."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlayerKind(TextChoices):
    HUMAN = "human", _("Human")
    MODEL = "model", _("Model")
    CROWD = "crowd", _("Crowd")
    BASELINE = "baseline", _("Baseline")


class GameMode(TextChoices):
    CLASSIC = "classic", _("Classic")
    DAILY = "daily", _("Daily")
    CHALLENGE = "challenge", _("Challenge")
    STREAK = "streak", _("Country streak")
    PACK = "pack", _("Region pack")


class UploadState(TextChoices):
    PENDING = "pending", _("Waiting")
    CLAIMED = "claimed", _("Being looked at")
    ANSWERED = "answered", _("Answered")
    FAILED = "failed", _("Failed")


class Unranked(TextChoices):
    """Why a guess does not count for the board."""

    ANONYMOUS = "anonymous", _("Played without an account")
    SEEN = "seen", _("You had seen this photo before")
    OWN = "own", _("You uploaded this photo")
    PRACTICE = "practice", _("This game does not count")
    EXCLUDED = "excluded", _("Excluded after review")
    UNLOCATED = "unlocated", _("Nobody knows any more where the photo was taken")


class ScopeKind(TextChoices):
    """What a board is about."""

    ALL = "all", _("All time")
    DAY = "day", _("Day")
    REGION = "region", _("Region")
    PACK = "pack", _("Region pack")


class SignalKind(TextChoices):
    """Why somebody should look at how a player plays."""

    TOO_FAST = "too_fast", _("Good guesses faster than one can look")
    TOO_EXACT = "too_exact", _("Exact more often than the photos allow")
    MANY_ACCOUNTS = "many_accounts", _("Several new accounts on one link")


class SignalState(TextChoices):
    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class Terms(TextChoices):
    """What an uploader is told, fixed when the upload is received."""

    DUEL = "duel", _("Truth pinned first: the exact point and a score")
    COARSE = "coarse", _("A coarse area, never a point")
    EXACT = "exact", _("The exact point")


class UploadFailure(TextChoices):
    UNREADABLE = "unreadable", _("This is no picture that we can read.")
    TOO_LARGE = "too_large", _("The picture has more pixels than we take. Send a smaller copy.")
    TOO_HEAVY = (
        "too_heavy",
        _("Opening the picture took too much memory or time. Send a smaller copy."),
    )
    IN_PLAY = "in_play", _("This photo is part of the game, so its place is not told.")
    WITHHELD = "withheld", _("Photos without a known place are not answered here.")
    GAVE_UP = "gave_up", _("We tried several times and could not look at it. Send it again later.")


class Review(TextChoices):
    NONE = "none", _("Private")
    WAITING = "waiting", _("Waiting for review")
    APPROVED = "approved", _("May be played")
    DECLINED = "declined", _("Not taken into the game")


class UploadAct(TextChoices):
    RECEIVED = "received", _("Received")
    REFUSED = "refused", _("Refused")
    ANSWERED = "answered", _("Answered")
    FAILED = "failed", _("Failed")
    DELETED = "deleted", _("Deleted by its uploader")
    EXPIRED = "expired", _("Deleted after its time")
    TAKEN_DOWN = "taken_down", _("Taken down")
    REPORTED = "reported", _("Reported")
    REVIEWED = "reviewed", _("Reviewed")
    SWITCHED = "switched", _("Uploads switched")


class FlagReason(TextChoices):
    """What visitors may say is wrong with a photo."""

    WRONG_PLACE = "wrong_place", _("It was not taken there")
    PERSON = "person", _("It shows a person or a home that should not be shown")
    HARMFUL = "harmful", _("It shows violence, hate or something unlawful")
    RIGHTS = "rights", _("It is mine, and I did not allow it")
    OTHER = "other", _("Something else")


class FlagState(TextChoices):
    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class Verdict(TextChoices):
    """What an annotator says of a photo's label."""

    PLACE = "place", _("It was taken here")
    REGION = "region", _("It was taken in this region")
    NOWHERE = "nowhere", _("It cannot be located")
    KEEP = "keep", _("The label is right")


class HypothesisKind(TextChoices):
    """What a pin of another place stands on; the values are those of predictor.suspicion."""

    EXIF = "exif", _("What the camera wrote down")
    CROWD = "crowd", _("Where people put it")
    DRIVE = "drive", _("Where others of its drive lie")
    SWAP = "swap", _("Latitude and longitude exchanged")
    SIGN = "sign", _("With another sign")
    LOCATOR = "locator", _("Where the locator puts it")


class ProposalState(TextChoices):
    OPEN = "open", _("Waiting for a second opinion")
    DISPUTED = "disputed", _("Two opinions: a reviewer decides")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Taken back")


class SuspicionReason(TextChoices):
    """Why a label may be wrong; the values are those of predictor.suspicion.reasons."""

    FAR = "far", _("Far from where the locator puts it")
    CELL = "cell", _("The picture does not look like this area")
    NEIGHBOURS = "neighbours", _("Similar photos were taken elsewhere")
    DRIVE = "drive", _("Other photos of the drive lie elsewhere")
    SWAP = "swap", _("Latitude and longitude look exchanged")
    SIGN = "sign", _("A sign looks wrong")
    CENTROID = "centroid", _("In the very middle of a country or province")
    SEA = "sea", _("At sea")
    PILE = "pile", _("Many photos on one coordinate")
    NULL_ISLAND = "null_island", _("At 0, 0")
    CROWD = "crowd", _("People agree on another place")
    EXIF = "exif", _("The camera says another place")
    REPORTED = "reported", _("Reported by players")


class Aspect(TextChoices):
    """What the photos of a review are told apart by."""

    WORLD = "world", _("World")
    COUNTRY = "country", _("Countries")
    PROVINCE = "province", _("Provinces")
    SCENE = "scene", _("Scene")
    SEASON = "season", _("Season")
    DRIVE = "drive", _("Drive")
    SOURCE = "source", _("Dataset")


class ReviewChart(TextChoices):
    """Views of a whole set of photos, worked out when the review is refreshed."""

    CONFUSION = "confusion", _("Countries taken for each other")
    CALIBRATION = "calibration", _("Calibration")
    COVERAGE = "coverage", _("Coverage and risk")
    BALANCE = "balance", _("Balance of the data")
    SLICES = "slices", _("Slices")
    DRIFT = "drift", _("Drift of uploads")


class Figure(TextChoices):
    """What a review says of some photos, as `evaluate` names it; rows keep them in this order."""

    MEDIAN = "median_km", _("Median km")
    SCORE = "geoscore", _("GeoScore")
    STREET = "within_1_km_pct", _("≤ 1 km, %")
    CITY = "within_25_km_pct", _("≤ 25 km, %")
    REGION = "within_200_km_pct", _("≤ 200 km, %")
    COUNTRY = "within_750_km_pct", _("≤ 750 km, %")
    CONTINENT = "within_2500_km_pct", _("≤ 2,500 km, %")
    COUNTRY_RIGHT = "country_pct", _("Right country, %")
    PROVINCE_RIGHT = "province_pct", _("Right province, %")
