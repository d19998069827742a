"""Every address of the site."""

from django.contrib import admin
from django.urls import path, re_path
from django_prometheus.exports import ExportToDjangoView

from geoweb.api import errors, regions, schema, tokens
from geoweb.views import gallery, health, pages, photos, tiles

urlpatterns = [
    path("", pages.home, name="home"),
    path("photos/", gallery.gallery, name="gallery"),
    path("photos/<uuid:public_id>.jpg", photos.photo_file, name="photo-file"),
    path("tiles/<str:layer>/<str:z>/<str:x>/<str:y>.mvt", tiles.tile, name="tile"),
    path("api/schema/", schema.Schema.as_view(), name="api-schema"),
    path("api/token/", tokens.TokenEndpoint.as_view(), name="api-token"),
    path("api/regions/at/", regions.RegionAt.as_view(), name="region-at"),
    re_path(r"^api/", errors.Nowhere.as_view()),
    path("favicon.ico", pages.favicon),
    path("robots.txt", pages.robots, name="robots"),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", ExportToDjangoView),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler500 = errors.server_error
