from django.apps import AppConfig


class GeowebConfig(AppConfig):
    name = "geoweb"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from geoweb import checks  # noqa: F401, PLC0415 - registers the system checks
