"""Embeddings of a locator for many photos, by the workers."""

from geoweb.management.bulk import BulkCommand


class Command(BulkCommand):
    help = "Keep what a locator's encoder makes of photos; what it has seen is not looked at again."
    work = "embed"
