from django.apps import AppConfig


class PredictorConfig(AppConfig):
    name = "predictor"
    default_auto_field = "django.db.models.BigAutoField"
