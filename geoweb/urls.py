"""Every address of the site."""

from django.contrib import admin
from django.urls import path
from django_prometheus.exports import ExportToDjangoView

from geoweb.views import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", ExportToDjangoView),
    path("admin/", admin.site.urls),
]
