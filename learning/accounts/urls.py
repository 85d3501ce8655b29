"""The one door. What allauth offers is listed one by one, so that a new version opens nothing by itself.

Names that allauth looks up although we do not offer the page lead to `closed` (404).
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from learning.accounts import views
from learning.accounts.guards import closed_to_shared

urlpatterns = [
    path("profil/", views.profile, name="profile"),
    path("demo/", views.demo_sign_in, name="demo_sign_in"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", closed_to_shared(account.password_change), name="account_change_password"),
    path("password/set/", closed_to_shared(account.password_set), name="account_set_password"),
    path("password/reset/", closed_to_shared(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", closed_to_shared(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        closed_to_shared(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        closed_to_shared(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", closed_to_shared(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", closed_to_shared(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", closed_to_shared(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", closed_to_shared(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        closed_to_shared(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        closed_to_shared(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("signup/", views.closed, name="account_signup"),
    path("email/", views.closed, name="account_email"),
    path("confirm-email/", views.closed, name="account_email_verification_sent"),
    path("confirm-email/<key>/", views.closed, name="account_confirm_email"),
]
