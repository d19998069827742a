"""Do the splits leak? What photos of different splits share that would give a place away."""

from predictor.auditing.audit import audit
from predictor.auditing.offenders import AuditReport, Kind, Offender

__all__ = ["AuditReport", "Kind", "Offender", "audit"]
