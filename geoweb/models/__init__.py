"""What people do: play, upload, repair labels."""

from geoweb.models.games import Deck, DeckPhoto, Game, Guess, Round
from geoweb.models.labels import Flag, LabelEvent, Proposal
from geoweb.models.players import Player, User
from geoweb.models.results import Result
from geoweb.models.safety import Switch, Takedown, UploadEvent
from geoweb.models.tokens import Token
from geoweb.models.uploads import Upload, UploadPhoto
from geoweb.models.workers import Worker

__all__ = [
    "Deck",
    "DeckPhoto",
    "Flag",
    "Game",
    "Guess",
    "LabelEvent",
    "Player",
    "Proposal",
    "Result",
    "Round",
    "Switch",
    "Takedown",
    "Token",
    "Upload",
    "UploadEvent",
    "UploadPhoto",
    "User",
    "Worker",
]
