"""Where a form leads when it is done: a page that may be loaded again without harm."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    status_code = 303
