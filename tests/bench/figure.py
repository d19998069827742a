"""One measured number, printed as one JSON line."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str
    n: int  # how many measurements stand behind the value
    aim: str  # "<= 60", ">= 40", or "" when there is none

    def as_json(self) -> str:
        return json.dumps(asdict(self))
