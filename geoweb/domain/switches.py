"""What an operator turns off while the site runs; every process sees it at its next question."""

from geoweb.domain.audit import Who, record
from geoweb.enums import UploadAct
from geoweb.models import Switch, User

UPLOADS = "uploads"


def uploads_switch() -> Switch:
    """Not saved while nobody ever touched it."""
    return Switch.objects.filter(name=UPLOADS).first() or Switch(name=UPLOADS)


def uploads_are_open() -> bool:
    return uploads_switch().is_on


def switch_uploads(*, on: bool, why: str = "", actor: User | None = None) -> None:
    Switch.objects.update_or_create(
        name=UPLOADS, defaults={"is_on": on, "why": why[:255], "changed_by": actor}
    )
    record(
        UploadAct.SWITCHED, who=Who(actor=actor), detail=f"{'on' if on else 'off'} {why}".strip()
    )
