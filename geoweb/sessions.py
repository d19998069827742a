"""Sessions in the database, read by a statement that is worked out once: every page needs one."""

from datetime import UTC, datetime

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.utils import timezone

from geoweb.kept import KeptRead

known_sessions = KeptRead(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key="key of a session",
    now=datetime(1970, 1, 2, tzinfo=UTC),
)


class SessionStore(InDatabase):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = known_sessions.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
