"""Answers of a locator for many photos, by the workers."""

from geoweb.management.bulk import BulkCommand


class Command(BulkCommand):
    help = "Ask a locator where photos were taken; what it has answered is not asked again."
    work = "predict"
