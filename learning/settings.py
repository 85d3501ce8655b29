"""Every setting is read from the environment here, nowhere else; docs/operate/settings.md lists them (tested)."""

import logging
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from learning.secrets import stored_secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where and how it runs -----------------------------------------------------------------------------------------------
PROFILE = env.str("LERNHAFEN_PROFILE", default="production")
"""`production`, `demo` (sign-in buttons, no second factor) or `test`."""
DEMO = PROFILE == "demo"
DEBUG = env.bool("DEBUG", default=False)
STATE_DIR = Path(env.str("STATE_DIR", default=str(BASE_DIR / "var")))
STATE_DIR.mkdir(parents=True, exist_ok=True)
RELEASE = env.str("RELEASE", default="0.1.0")
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")
HTTPS = urlsplit(BASE_URL).scheme == "https"
SECRET_KEY = env.str("SECRET_KEY", default="") or stored_secret(STATE_DIR, "secret_key")
SDC_KEY = env.str("SDC_KEY", default="") or stored_secret(STATE_DIR, "sdc_key")
"""Key of the disclosure control; belongs into the backup of secrets and never changes inside a series of reports."""
SDC_KEY_IS_SET = bool(env.str("SDC_KEY", default=""))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", urlsplit(BASE_URL).hostname])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
"""How many trusted proxies stand in front; 0 takes the peer's address as it is."""

# Apps, in the order of the layers, lowest last -----------------------------------------------------------------------
INSTALLED_APPS = [
    "tracking.desk",
    "tracking.reports",
    "tracking.xapi",
    "tracking.progress",
    "tracking.attempts",
    "tracking.enrolment",
    "tracking.vocabulary",
    "tracking.lrs",
    "courses.catalogue",
    "courses.exchange",
    "courses.content",
    "courses.quizzes",
    "learning.organisation",
    "learning.accounts",
    "learning.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_celery_beat",
    "django_structlog",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tracking.lrs.middleware.RecordStoreMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "learning.accounts.middleware.ProfileLocaleMiddleware",
    "learning.core.middleware.UnreadableAddressMiddleware",
    "learning.accounts.middleware.SecondFactorMiddleware",
    "courses.content.numbers.NumbersMiddleware",
    "courses.content.fence.FenceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "learning.core.middleware.PrivateResponseMiddleware",
    "learning.core.middleware.WrongMethodMiddleware",
    "courses.content.middleware.PublishRefusedMiddleware",
    "courses.content.middleware.OvertakenMiddleware",
    "courses.content.unreadable.UnreadableFormMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]

ROOT_URLCONF = "learning.urls"
WSGI_APPLICATION = "learning.wsgi.application"
APPEND_SLASH = True

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "learning.core.context_processors.frame",
]
TEMPLATES = [
    {
        "BACKEND": "learning.core.jinja.Pages",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "learning.core.jinja.environment",
            "context_processors": CONTEXT_PROCESSORS,
            "libraries": [
                "learning.core.templatetags.components",
                "learning.accounts.templatetags.demo_accounts",
                "courses.quizzes.templatetags.question_controls",
                "courses.catalogue.templatetags.passages",
                "tracking.progress.templatetags.progress",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "cms"],
        "OPTIONS": {
            "context_processors": CONTEXT_PROCESSORS,
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["learning.core.templatetags.components"],
        },
    },
]

# Database ------------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{STATE_DIR / 'lernhafen.sqlite3'}")}
POSTGRESQL = "postgresql" in DATABASES["default"]["ENGINE"]
if POSTGRESQL:
    DATABASES["default"]["ENGINE"] = "learning.core.postgresql"
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8), "timeout": 10},
        "prepare_threshold": 0 if env.bool("DATABASE_PREPARE", default=True) else None,
        "connect_timeout": 5,
        "options": "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Broker and cache: Redis when there is one, else nothing but this process --------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "learning.core.cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}}
CELERY_BROKER_URL = REDIS_URL or None
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_connect_timeout": 2, "socket_timeout": 30}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = "Europe/Berlin"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {
    name: {"task": f"learning.core.tasks.{name}", "schedule": 60.0, "options": {"expires": 60}}
    for name in ("deliver_events", "run_jobs")
}
"""Safety net of the outbox and turns of all scheduled jobs (learning.core.schedule); beat stores both at its start."""
BACKGROUND_WORK = env.bool("BACKGROUND_WORK", default=PROFILE != "test")
"""Whether this process delivers the outbox beside its own work (with a broker: sends for a Celery worker)."""
OUTBOX_MAX_ATTEMPTS = env.int("OUTBOX_MAX_ATTEMPTS", default=8)
OUTBOX_LATE_AFTER = env.int("OUTBOX_LATE_AFTER", default=300)
"""Seconds after which a row that nobody delivered makes /readyz say "degraded"."""

# Sign-in: allauth is the only door -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["learning.organisation.backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "learning.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lernhafen"
MFA_ADAPTER = "learning.accounts.adapter.SecondFactorAdapter"
SECOND_FACTOR_REQUIRED = not DEMO

# Wagtail -------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Lernhafen"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # who reviews is written to by courses.content
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "courses.content.uploads.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "courses.content.search_backend", "SEARCH_CONFIG": "german"},
}

# Language, time, files -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(STATE_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(STATE_DIR / "media")))
IN_PLACE = PROFILE == "test" or DEBUG
"""Static files come from the apps' own folders on purpose; elsewhere only until `collectstatic` has run."""
WHITENOISE_USE_FINDERS = IN_PLACE or not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "xapi": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("XAPI_FILES", default=str(STATE_DIR / "xapi"))},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IN_PLACE
        else "learning.core.static_files.ForgivingStaticFilesStorage"
    },
}

# Browser-side protection ---------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, by plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # our own pages stand in the preview panel of the page editor
STRICT_CSP = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "object-src": ["'none'"],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": STRICT_CSP}
CMS_CSP = STRICT_CSP | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
"""Wagtail's page editor has inline script and style; only below /cms/."""

# Records and reports -------------------------------------------------------------------------------------------------
PLATFORM_IRI = env.str("PLATFORM_IRI", default="")
"""Beginning of all IRIs in statements; empty means BASE_URL. Kept in the database at the first start (tracking.lrs)."""
XAPI_DEFAULT_VERSION = env.str("XAPI_DEFAULT_VERSION", default="2.0.0")
"""What answers name when a request names no version: 2.0.0 or 1.0.3."""
XAPI_CONVERT_DOWN = env.bool("XAPI_CONVERT_DOWN", default=False)
"""Whether callers of 1.0.x get statements of 2.0 without what their version does not know; else as they are stored."""
XAPI_BODY_LIMIT = env.int("XAPI_BODY_LIMIT", default=32 * 1024 * 1024)
"""Bytes of one request to the record store, attachments included."""
XAPI_BATCH_LIMIT = env.int("XAPI_BATCH_LIMIT", default=10_000)
"""Statements of one request to the record store."""
XAPI_BODY_SECONDS = env.int("XAPI_BODY_SECONDS", default=20)
"""How long the body of such a request may take to arrive."""
DISCLOSURE_FLOOR = env.int("DISCLOSURE_FLOOR", default=10)
REPORT_CONTACT = env.str("REPORT_CONTACT", default="hilfe@lernhafen.example" if DEMO else "")


def lines_of(address: str) -> list[str]:
    """Of an address in one line: "Landesamt Beispiel | Hafenstraße 1 | 00000 Küstenstadt"."""
    return [line.strip() for line in address.split("|") if line.strip()]


OPERATOR = lines_of(
    env.str("OPERATOR", default="Landesamt Küstenland | Hafenstraße 1 | 00000 Küstenstadt" if DEMO else "")
)
DATA_PROTECTION_OFFICER = lines_of(
    env.str("DATA_PROTECTION_OFFICER", default="Dora Lüders | datenschutz@lernhafen.example" if DEMO else "")
)
ENFORCEMENT_BODY = lines_of(
    env.str(
        "ENFORCEMENT_BODY", default="Durchsetzungsstelle Küstenland | barrierefrei@lernhafen.example" if DEMO else ""
    )
)

# Asking other servers (learning.core.egress) -------------------------------------------------------------------------
EGRESS_ALLOW = env.list("EGRESS_ALLOW", default=[])
"""Hosts, as `host` or `host:port`, that may be asked although their address is an inside one."""

# Mail and log --------------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
"""Seconds to wait for the mail server; Django would wait for ever."""
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="lernhafen@localhost")
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
DJANGO_STRUCTLOG_CELERY_ENABLED = False
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
LOGGING_CONFIG = "learning.logs.configure"
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
LOGGING = {"level": LOG_LEVEL, "json": PROFILE == "production"}
