"""What people do: play, upload, repair labels."""

from geoweb.models.board import (
    BoardRefresh,
    Pairing,
    PhotoDifficulty,
    Scope,
    StaleResult,
    Standing,
)
from geoweb.models.desk import CheckPhoto, DeskClaim, DeskLook, DeskSkip
from geoweb.models.fair_play import Exclusion, Signal
from geoweb.models.games import Deck, DeckPhoto, Game, Guess, Round
from geoweb.models.labels import Flag, LabelEvent, Proposal
from geoweb.models.players import Player, User
from geoweb.models.results import Result
from geoweb.models.review import Chart, Outcome, Review, ReviewRefresh, Summary
from geoweb.models.safety import Switch, Takedown, UploadEvent
from geoweb.models.suspicions import Suspicion, SuspicionRun
from geoweb.models.tokens import Token
from geoweb.models.uploads import Upload, UploadPhoto
from geoweb.models.workers import Worker

__all__ = [
    "BoardRefresh",
    "Chart",
    "CheckPhoto",
    "Deck",
    "DeckPhoto",
    "DeskClaim",
    "DeskLook",
    "DeskSkip",
    "Exclusion",
    "Flag",
    "Game",
    "Guess",
    "LabelEvent",
    "Outcome",
    "Pairing",
    "PhotoDifficulty",
    "Player",
    "Proposal",
    "Result",
    "Review",
    "ReviewRefresh",
    "Round",
    "Scope",
    "Signal",
    "StaleResult",
    "Standing",
    "Summary",
    "Suspicion",
    "SuspicionRun",
    "Switch",
    "Takedown",
    "Token",
    "Upload",
    "UploadEvent",
    "UploadPhoto",
    "User",
    "Worker",
]
