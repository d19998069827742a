"""An import from end to end: chunks of candidates in, rows and their files out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import OperationalError

from predictor.intake.arriving import read_prepared, read_said
from predictor.intake.candidate import Candidate, Incoming
from predictor.intake.known import digests, known_digests, taken_names
from predictor.intake.outcome import IntakeError, Reason, Rejection, Tally
from predictor.intake.pool import Job, WorkerPool
from predictor.intake.preparing import Prepared
from predictor.intake.rejects import RejectsFile
from predictor.intake.storing import store, sweep_unfinished
from predictor.intake.writing import write_batch

ROWS_PER_BATCH = 20_000  # metadata only
IMAGES_PER_BATCH = 64  # a killed import loses at most the work on so many
# Images out of shards are held in memory until their batch is done.
HELD_BYTES_PER_BATCH = 64 * 2**20
Items = Iterable[Candidate | Rejection]


@dataclass(slots=True)
class Import:
    dataset: str
    rejects: RejectsFile
    pool: WorkerPool | None  # None: metadata only
    forced_split: str = ""
    licence: str = ""
    attribution: str = ""
    on_progress: Callable[[int], object] = lambda _: None
    tally: Tally = field(default_factory=Tally)

    def run(self, items: Items) -> Tally:
        """Whatever stops it, photos counted so far are complete, and a second run goes on there."""
        try:
            sweep_unfinished()
            for batch in batches(items, IMAGES_PER_BATCH if self.pool else ROWS_PER_BATCH):
                self.take(batch)
                self.on_progress(len(batch))
        except (OSError, OperationalError) as error:
            raise explained(error) from error
        return self.tally

    def take(self, batch: Sequence[Candidate | Rejection]) -> None:
        for item in batch:
            if isinstance(item, Rejection):
                self.reject(item)
        candidates = [item for item in batch if isinstance(item, Candidate)]
        rows = self.with_images(candidates) if self.pool else self.without(candidates)
        self.write(list(rows))

    def without(self, candidates: Sequence[Candidate]) -> Iterator[Incoming]:
        """Metadata only: a name that came before is the same photo."""
        source_ids = [candidate.source_id for candidate in candidates]
        names = taken_names(self.dataset, source_ids, with_image=False)
        for candidate in candidates:
            row = read_said(candidate)
            if isinstance(row, Rejection):
                self.reject(row)
            elif row.source_id in names:
                self.tally.duplicate += 1
            else:
                names.add(row.source_id)
                yield row

    def with_images(self, candidates: Sequence[Candidate]) -> Iterator[Incoming]:
        fresh = list(self.fresh([c for c in candidates if self.has_place(c)]))
        jobs = [Job(c.image or b"", c.position_in_exif) for c in fresh]
        outcomes = self.pool.run(jobs) if self.pool else []
        for candidate, outcome in zip(fresh, outcomes, strict=True):
            if isinstance(outcome, Prepared):
                yield from self.arrived(candidate, outcome)
            else:
                self.reject(Rejection(candidate.source, Reason.UNREADABLE, str(outcome)))

    def arrived(self, candidate: Candidate, prepared: Prepared) -> Iterator[Incoming]:
        row = read_prepared(candidate, prepared)
        if isinstance(row, Rejection):
            self.reject(row)
            return
        row.file = store(prepared.copy)
        yield row

    def has_place(self, candidate: Candidate) -> bool:
        """Decoding is dear: what has no place in its table is refused before."""
        row = None if candidate.position_in_exif else read_said(candidate)
        if isinstance(row, Rejection):
            self.reject(row)
        return not isinstance(row, Rejection)

    def fresh(self, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
        """Those whose bytes are new; of equal ones in this batch the first."""
        sha256s = digests(candidates)
        known = known_digests(sha256s)
        taken = taken_names(self.dataset, [candidate.source_id for candidate in candidates])
        for candidate, sha256 in zip(candidates, sha256s, strict=True):
            if sha256 in known:
                self.tally.duplicate += 1
            elif candidate.source_id in taken:
                detail = f"{candidate.source_id} is another picture in {self.dataset}"
                self.reject(Rejection(candidate.source, Reason.CONFLICTING, detail))
            else:
                known |= {sha256} - {""}
                taken.add(candidate.source_id)
                yield candidate

    def write(self, rows: Sequence[Incoming]) -> None:
        for row in rows:
            row.licence, row.attribution = (
                row.licence or self.licence,
                row.attribution or self.attribution,
            )
        written = write_batch(self.dataset, rows, self.forced_split)
        self.tally.imported += len(written.source_ids)
        self.tally.duplicate += len(rows) - len(written.source_ids)
        for number, row in enumerate(rows):
            if row.source_id in written.source_ids:
                self.tally.near_other_split += number in written.near_other_split
                self.doubt(row, number in written.at_sea)

    def doubt(self, row: Incoming, is_at_sea: bool) -> None:
        """Imported all the same, with less trust."""
        detail = "its hemisphere was guessed" if row.label_trust < 1.0 else ""
        if is_at_sea:
            detail = f"{row.latlng.lat}, {row.latlng.lng} is at sea, and on land when exchanged"
        if detail:
            self.tally.suspicious += 1
            self.rejects.add(row.source, "suspicious, imported", detail)

    def reject(self, rejection: Rejection) -> None:
        self.tally.rejected[rejection.reason] += 1
        self.rejects.reject(rejection)


def batches(items: Items, most: int) -> Iterator[list[Candidate | Rejection]]:
    batch: list[Candidate | Rejection] = []
    held = 0
    for item in items:
        batch.append(item)
        held += held_bytes(item)
        if len(batch) >= most or held >= HELD_BYTES_PER_BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def held_bytes(item: Candidate | Rejection) -> int:
    inside = isinstance(item, Candidate) and isinstance(item.image, bytes)
    return len(item.image) if inside else 0  # type: ignore[union-attr,arg-type]


def explained(error: OSError | OperationalError) -> IntakeError:
    """A full disk, a missing permission, a database that is gone: told in one line."""
    again = "then run the same command again: it goes on where it stopped."
    if isinstance(error, OperationalError):
        reason = str(error).strip().partition("\n")[0]
        return IntakeError(f"The database stopped ({reason}): see to it, {again}")
    where = error.filename or "the media folder"
    return IntakeError(f"Cannot use {where}: {error.strerror}. Make room or allow access, {again}")
