"""Every address of the platform. This file is wiring: it may look up at all three packages."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path
from django.views.generic.base import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views import serve as documents

from courses.content.views import media
from learning.accounts.administration import platform_admin
from learning.accounts.views import closed, sign_in
from learning.core.views import favicon, healthz, readyz, robots

handler400 = "learning.core.views.bad_request"
handler500 = "learning.core.views.server_error"

only_one_door = [
    # Wagtail's and Django's own ways, before their URLs: sign-in and sign-out are allauth's alone, and people, their
    # profile and their rights are changed by our commands alone.
    path("cms/login/", sign_in, name="wagtailadmin_login"),
    path("cms/logout/", account.logout, name="wagtailadmin_logout"),
    re_path(r"^cms/password_reset/(?P<rest>.*)$", closed, name="cms_password_reset"),
    re_path(r"^verwaltung/password_change/(?P<rest>.*)$", closed, name="administration_password"),
    path("cms/account/", RedirectView.as_view(pattern_name="profile"), name="wagtailadmin_account"),
    path("cms/failwhale/", closed, name="cms_failwhale"),
    re_path(r"^cms/users/(?P<rest>.*)$", closed, name="cms_users"),
    re_path(r"^cms/groups/(?P<rest>.*)$", closed, name="cms_groups"),
    path("verwaltung/login/", sign_in, name="administration_login"),
    path("verwaltung/logout/", account.logout, name="administration_logout"),
    path("_util/login/", sign_in, name="wagtailcore_login"),
    re_path(r"^_util/authenticate_with_password/(?P<rest>.*)$", closed, name="page_password"),
]

urlpatterns = [
    # What learners ask for a hundred times a day comes first.
    path("", include("tracking.desk.urls")),
    path("katalog/", include("courses.catalogue.urls")),
    path("berichte/", include("tracking.reports.urls")),
    path("aufzeichnungen/", include("tracking.xapi.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots, name="robots"),
    path("xapi/", include("tracking.lrs.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("konto/", include("learning.accounts.urls")),
    *only_one_door,
    path("verwaltung/", platform_admin.urls),
    path("cms/", include(wagtailadmin_urls)),
    path(
        "dokumente/<int:document_id>/<str:document_filename>", login_required(documents.serve), name="wagtaildocs_serve"
    ),
    path("media/<path:path>", media, name="media"),
    path("", include(wagtail_urls)),
]
