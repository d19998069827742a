"""Addresses of static files: each is worked out once, for a page names twenty of them."""

from typing import Any

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class KeptNames(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.addresses: dict[str | None, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        known = self.addresses.get(name)
        if known is None or force:
            known = self.addresses[name] = super().url(name, force)
        return known
