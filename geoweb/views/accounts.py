"""Signing up, logging in, and what one may do with an account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from geoweb.domain.accounts import (
    TooManyTries,
    allow_log_in,
    allow_sign_up,
    delete_account,
    log_in,
    sign_up,
)
from geoweb.domain.review_rights import may_review
from geoweb.forms.accounts import AddressForm, DeleteAccountForm, SignUpForm
from geoweb.models import User
from geoweb.views.see_other import SeeOther
from geoweb.visitors import address_of, forget_guest, known_player, remembered_id

FORM_METHODS = ["GET", "HEAD", "POST"]


def refused(request: HttpRequest, name: str, form: Any, refusal: TooManyTries) -> HttpResponse:
    response = render(request, name, {"form": form, "refusal": refusal}, status=refusal.status)
    response["Retry-After"] = str(refusal.retry_after_s)
    return response


def next_address(request: HttpRequest) -> str:
    """Where the visitor came from, if that is a page of ours."""
    wish = request.POST.get("next", request.GET.get("next", ""))
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(wish, hosts, require_https=request.is_secure())
    return wish if is_ours else reverse("home")


@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM_METHODS)
def signup(request: HttpRequest) -> HttpResponse:
    form = SignUpForm(request.POST or None)
    if request.method == "POST":
        try:
            allow_sign_up(address=address_of(request))
        except TooManyTries as refusal:
            return refused(request, "accounts/signup.html", form, refusal)
        if form.is_valid():
            return signed_up(request, form.save(commit=False))
    context = {"form": form, "next": next_address(request)}
    return render(request, "accounts/signup.html", context, status=422 if form.errors else 200)


def signed_up(request: HttpRequest, user: User) -> HttpResponse:
    sign_up(user=user, remembered=remembered_id(request))
    login(request, user)
    messages.success(request, _("Welcome. What you play from now on counts for the board."))
    return forget_guest(SeeOther(next_address(request)))


class LogIn(LoginView):
    """Django's, with a limit on tries, and with the guest's games joining the account."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            allow_log_in(address=address_of(request))
        except TooManyTries as refusal:
            return refused(request, self.template_name, self.get_form(), refusal)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        if isinstance(user, User):
            log_in(user=user, remembered=remembered_id(self.request))
        return forget_guest(super().form_valid(form))

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@never_cache
@login_required
@require_http_methods(FORM_METHODS)
def account(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 - login is required
    form = AddressForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your address is kept."))
        return SeeOther(reverse("account"))
    told = {
        "form": form,
        "player": known_player(request),
        "may_review": may_review(request.user),
    }
    return render(request, "accounts/account.html", told, status=422 if form.errors else 200)


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(FORM_METHODS)
def delete(request: HttpRequest) -> HttpResponseBase:
    assert isinstance(request.user, User)  # noqa: S101 - login is required
    user = request.user
    form = DeleteAccountForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        logout(request)
        delete_account(user)
        messages.success(request, _("Your account is deleted."))
        return SeeOther(reverse("home"))
    return render(
        request, "accounts/delete.html", {"form": form}, status=422 if form.errors else 200
    )
