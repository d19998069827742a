"""A storage like a bucket's: whole objects by name, no paths."""

from io import BytesIO

from django.core.files.base import File
from django.core.files.storage import Storage

SETTINGS = {"BACKEND": "tests.object_store.ObjectStore"}


class ObjectStore(Storage):
    def __init__(self):
        self.objects = {}

    def _open(self, name, mode="rb"):
        if name not in self.objects:
            raise FileNotFoundError(name)
        return File(BytesIO(self.objects[name]), name)

    def _save(self, name, content):
        self.objects[name] = b"".join(content.chunks())
        return name

    def exists(self, name):
        return name in self.objects

    def delete(self, name):
        self.objects.pop(name, None)

    def size(self, name):
        return len(self.objects[name])

    def url(self, name):
        return f"https://objects.example/{name}"
