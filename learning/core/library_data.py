"""What the tables of our libraries hold of people: nobody else can register them."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from learning.core.personal_data import Action, Klass, holds_none, register

ORDER_AND_TRACE = _("Nachvollziehen, wer Inhalte angelegt und geändert hat")
SIGN_IN = _("Anmelden und das Konto schützen")
DUTY = _("Art. 6 Abs. 1 Buchst. e DSGVO, § 10 Abs. 1 DSG M-V (Aufgabe der Behörde als Arbeitgeber)")

AUTHORSHIP = {
    "wagtailcore.Page": ["owner", "locked_by"],
    "wagtailcore.Revision": ["user"],
    "wagtailcore.PageLogEntry": ["user"],
    "wagtailcore.ModelLogEntry": ["user"],
    "wagtailcore.WorkflowState": ["requested_by"],
    "wagtailcore.TaskState": ["finished_by"],
    "wagtailcore.Comment": ["user", "resolved_by", "text"],
    "wagtailcore.CommentReply": ["user", "text"],
    "wagtailcore.PageSubscription": ["user"],
    "wagtailcore.UploadedFile": ["uploaded_by_user"],
    "wagtailimages.Image": ["uploaded_by_user"],
    "wagtaildocs.Document": ["uploaded_by_user"],
    "wagtail_localize.StringTranslation": ["last_translated_by"],
    "wagtail_localize.SegmentOverride": ["last_translated_by"],
    "admin.LogEntry": ["user"],
}
SIGN_IN_TABLES = {
    "account.EmailAddress": ["user", "email"],
    "account.EmailConfirmation": ["email_address"],
    "mfa.Authenticator": ["user", "data"],
    "socialaccount.SocialAccount": ["user", "uid", "extra_data"],
    "wagtailcore.APIToken": ["user"],
    "wagtailusers.UserProfile": ["user"],
}
EDITORS_AT_WORK = {"wagtailadmin.EditingSession": "last_seen_at", "wagtailadmin.FormState": "last_updated_at"}


def register_library_data() -> None:
    for label, fields in AUTHORSHIP.items():
        register(
            label,
            fields={name: Klass.FREE_TEXT if name == "text" else Klass.AUTHORSHIP for name in fields},
            purpose=ORDER_AND_TRACE,
            legal_basis=DUTY,
            period=None,
            action=Action.WITH_PERSON,
        )
    for label, fields in SIGN_IN_TABLES.items():
        register(
            label,
            fields=dict.fromkeys(fields, Klass.SIGN_IN),
            purpose=SIGN_IN,
            legal_basis=DUTY,
            period=None,
            action=Action.WITH_PERSON,
        )
    register(
        "sessions.Session",
        fields={"session_data": Klass.SIGN_IN},
        purpose=SIGN_IN,
        legal_basis=DUTY,
        period=timedelta(0),
        since="expire_date",
        action=Action.DELETE,
    )
    for label, last_seen in EDITORS_AT_WORK.items():
        register(
            label,
            fields={"user": Klass.AUTHORSHIP},
            purpose=_("Zeigen, wer gerade dieselbe Seite bearbeitet"),
            legal_basis=DUTY,
            period=timedelta(days=1),
            since=last_seen,
            action=Action.DELETE,
        )
    holds_none("socialaccount.SocialToken", _("Zugangsschlüssel werden nicht gespeichert."))
