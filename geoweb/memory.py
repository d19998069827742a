"""What one process remembers for a while of what hardly ever changes."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """Full, it forgets everything: what it holds is soon found again."""

    made: ClassVar[WeakSet["Memory[Any, Any]"]] = WeakSet()

    def __init__(self, *, seconds: float, most: int) -> None:
        self.seconds, self.most = seconds, most
        self.kept: dict[Key, tuple[float, Value]] = {}
        self.made.add(self)

    def values(
        self, keys: Iterable[Key], find: Callable[[list[Key]], Mapping[Key, Value]]
    ) -> dict[Key, Value]:
        """`find` is asked for all the others at once; what it leaves out stays unknown."""
        wanted, now = list(dict.fromkeys(keys)), time.monotonic()
        remembered = self.kept
        kept = {key: remembered[key] for key in wanted if key in remembered}
        known = {key: value for key, (until, value) in kept.items() if until > now}
        missing = [key for key in wanted if key not in known]
        if missing:
            known |= self.remember(find(missing), now)
        return known

    def remember(self, found: Mapping[Key, Value], now: float) -> Mapping[Key, Value]:
        if len(self.kept) + len(found) > self.most:
            self.kept = {}  # another thread may read the old one still
        self.kept |= {key: (now + self.seconds, value) for key, value in found.items()}
        return found

    def forget(self) -> None:
        self.kept = {}


def forget_everything() -> None:
    for each in Memory.made:
        each.forget()
