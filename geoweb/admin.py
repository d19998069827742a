"""The admin site: accounts and groups so far."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from geoweb.models import User

admin.site.register(User, UserAdmin)
