"""The page that sends photos in."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from geoweb.domain.receiving import Received, receive
from geoweb.domain.refusals import KeyReused, Refusal, TooManyBytes, UploadsClosed
from geoweb.domain.switches import uploads_switch
from geoweb.forms.uploads import UploadForm, new_key
from geoweb.views.bodies import bounded_body
from geoweb.views.see_other import SeeOther
from geoweb.views.upload_words import about_uploading
from geoweb.visitors import address_of, ensured_player


def upload_page(
    request: HttpRequest, form: UploadForm, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The whole page, or for htmx only what is wrong."""
    name = "uploads/_refusal.html" if getattr(request, "htmx", False) else "uploads/new.html"
    context = {"form": form, "refusal": refusal, **about_uploading()}
    response = render(request, name, context, status=refusal.status if refusal else status)
    if refusal and refusal.retry_after_s:
        response["Retry-After"] = str(refusal.retry_after_s)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    return upload_page(request, UploadForm(), TooManyBytes(about_uploading()["megabytes"]))


@csrf_exempt  # only until the length of the body is known
@bounded_body(too_large)
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def upload(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return send(request, UploadForm(request.POST, request.FILES))
    switch = uploads_switch()
    return upload_page(request, UploadForm(), None if switch.is_on else UploadsClosed(switch.why))


def send(request: HttpRequest, form: UploadForm) -> HttpResponse:
    if not form.is_valid():
        return upload_page(request, form, status=422)
    try:
        return led_on(request, receive_form(request, form))
    except Refusal as refusal:
        return upload_page(request, form, refusal)


def receive_form(request: HttpRequest, form: UploadForm) -> Received:
    player, parcel = ensured_player(request), form.parcel(address_of(request))
    try:
        return receive(player, parcel)
    except KeyReused:  # the way back in the browser leads to an old form: this is a new upload
        return receive(player, replace(parcel, idempotency_key=new_key()))


def led_on(request: HttpRequest, received: Received) -> HttpResponse:
    if not received.is_new:
        messages.info(request, _("You sent these photos before. This is what became of them."))
    address = reverse("upload", args=[received.upload.public_id])
    return HttpResponseClientRedirect(address) if request.htmx else SeeOther(address)  # type: ignore[attr-defined]
