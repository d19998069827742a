"""One's own uploads: the list of them, and deleting one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from geoweb.domain.removal import delete_upload
from geoweb.models import Upload
from geoweb.paging import page_number, page_of
from geoweb.queries.uploads import uploads_of
from geoweb.views.see_other import SeeOther
from geoweb.views.upload_words import about_uploading
from geoweb.visitors import known_player

own = cache_control(private=True, no_store=True)


def own_upload(request: HttpRequest, public_id: uuid.UUID) -> Upload:
    return get_object_or_404(uploads_of(known_player(request)), public_id=public_id)


@require_safe
@own
def uploads(request: HttpRequest) -> HttpResponse:
    sent = uploads_of(known_player(request)).prefetch_related("views__photo")
    page = page_of(sent, page_number(request.GET.get("page", "1")))
    return render(request, "uploads/list.html", {"page": page, **about_uploading()})


@require_http_methods(["GET", "HEAD", "POST"])
@own
def delete(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    doomed = own_upload(request, public_id)
    if request.method != "POST":
        return render(request, "uploads/delete.html", {"upload": doomed})
    delete_upload(doomed)
    messages.success(request, _("It is deleted: the photos, and what was said of them."))
    return SeeOther(reverse("uploads"))
