"""All settings, each environment variable declared once with its type; .env.example lists them."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.environment import build_of, database, origin_of, refuse_unsafe, secret_from_file

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env(
    ENV_FILE=(str, ".env"),
    MODE=(str, "demo"),
    DEBUG=(bool, False),
    SECRET_KEY=(str, ""),
    SECRET_KEY_FALLBACKS=(list, []),
    ALLOWED_HOSTS=(list, []),
    CSRF_TRUSTED_ORIGINS=(list, []),
    SITE_URL=(str, ""),
    BEHIND_PROXY=(bool, False),
    TRUSTED_PROXIES=(int, 0),
    DATABASE_URL=(str, ""),
    DATABASE_REPLICA_URL=(str, ""),
    DB_POOL_MAX=(int, 4),
    CACHE_URL=(str, ""),
    MEDIA_ROOT=(str, str(VAR_DIR / "media")),
    MEDIA_STORAGE=(str, "django.core.files.storage.FileSystemStorage"),
    MEDIA_STORAGE_OPTIONS=(dict, {}),
    STATIC_ROOT=(str, str(VAR_DIR / "static")),
    EMAIL_URL=(str, "consolemail://"),
    DEFAULT_FROM_EMAIL=(str, "framsteg@localhost"),
    HOME_REGION=(str, "21"),
    DEFAULT_STRATEGY=(str, "strategi-2017"),
    WORKER_QUEUES=(list, ["default"]),
    RUN_MIGRATIONS_ON_START=(bool, True),
    DEMO_PASSWORD=(str, ""),
    LOG_FORMAT=(str, "text"),
    LOG_LEVEL=(str, "INFO"),
    INSTANCE_ID=(str, ""),
    MFA=(bool, False),
    OIDC_NAME=(str, ""),
    OIDC_CLIENT_ID=(str, ""),
    OIDC_SECRET=(str, ""),
    OIDC_SERVER_URL=(str, ""),
)
if env("ENV_FILE"):
    environ.Env.read_env(BASE_DIR / env("ENV_FILE"))

MODE: str = env("MODE")
if MODE not in {"demo", "production"}:
    raise ImproperlyConfigured(f"MODE is {MODE!r}: write demo or production.")
PRODUCTION = MODE == "production"
DEBUG: bool = env("DEBUG")


SECRET_KEY: str = env("SECRET_KEY") or ("" if PRODUCTION else secret_from_file(VAR_DIR / "secret"))
SECRET_KEY_FALLBACKS: list[str] = env("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS: list[str] = env("ALLOWED_HOSTS") or ([] if PRODUCTION else ["*"])
CSRF_TRUSTED_ORIGINS: list[str] = env("CSRF_TRUSTED_ORIGINS")
SITE_URL: str = env("SITE_URL").rstrip("/")
HOME_REGION: str = env("HOME_REGION")
DEFAULT_STRATEGY: str = env("DEFAULT_STRATEGY")
#: What public pages are as new as, and how many seconds a process may remember it.
DATA_VERSION = "indicators.models.ledger.head"
DATA_VERSION_SECONDS = 1.0
DEMO_PASSWORD: str = env("DEMO_PASSWORD")
RUN_MIGRATIONS_ON_START: bool = env("RUN_MIGRATIONS_ON_START")
WORKER_QUEUES: list[str] = env("WORKER_QUEUES")

if PRODUCTION:
    refuse_unsafe(secret=SECRET_KEY, hosts=ALLOWED_HOSTS, site=SITE_URL, debug=DEBUG, demo_password=DEMO_PASSWORD)

INSTALLED_APPS = [
    "portal",
    "indicators",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *(["django.contrib.humanize"] if env("MFA") else []),
]

# Order matters: what stands above Freshness is done for public pages too; what stands below never sees them,
# so that a public page cannot touch a session, a user or a CSRF token.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.language.LanguageFromPath",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.freshness.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": database(env("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'framsteg.sqlite3'}", env("DB_POOL_MAX"))
}
if env("DATABASE_REPLICA_URL"):
    DATABASES["replica"] = database(env("DATABASE_REPLICA_URL"), env("DB_POOL_MAX")) | {"TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["portal.routers.ReplicaForPublicPages"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Rate limits must be seen by every process, so the default cache is shared; rendered pages may differ by process.
    "default": env.cache_url_config(env("CACHE_URL"))
    if env("CACHE_URL")
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # a flood of attempts must not push earlier limits out
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
SESSION_ENGINE = (
    "django.contrib.sessions.backends.cached_db" if env("CACHE_URL") else "django.contrib.sessions.backends.db"
)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": WORKER_QUEUES}}

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work:start"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "portal.accounts.InvitedOnly"
ACCOUNT_FORMS = {"login": "portal.forms.SignIn"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Framsteg: "
ACCOUNT_PREVENT_ENUMERATION = True
# Addresses are the administrator's to vouch for: people are invited, so an address need not be verified again.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "portal.accounts.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"] if env("MFA") else []
SOCIALACCOUNT_ADAPTER = "portal.accounts.KnownPeopleOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
# No ties are kept: the address decides at each sign-in, so that taking it away from a person here is enough.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env("OIDC_NAME") or "OpenID Connect",
                "client_id": env("OIDC_CLIENT_ID"),
                "secret": env("OIDC_SECRET"),
                "settings": {"server_url": env("OIDC_SERVER_URL")},
            }
        ]
        if env("OIDC_SERVER_URL")
        else [],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env("MEDIA_ROOT")
STORAGES = {
    "default": {
        "BACKEND": env("MEDIA_STORAGE"),
        "OPTIONS": env("MEDIA_STORAGE_OPTIONS") or {"location": MEDIA_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

EMAIL_CONFIG = environ.Env.email_url_config(env("EMAIL_URL"))
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")

# A static policy: no nonce, so that a public page may be cached whole.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Browsers hold the redirect after a form to this too: signing in leads to the identity provider.
        "form-action": [SELF, *([origin_of(env("OIDC_SERVER_URL"))] if env("OIDC_SERVER_URL") else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^halsa/"]
if env("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env("TRUSTED_PROXIES")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# No page takes files: what is sent nevertheless must not be written to the disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "portal.logs.JsonLines", "instance": env("INSTANCE_ID")},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": env("LOG_FORMAT")}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL")},
    # It tells each second that there is nothing to do.
    "loggers": {"django_tasks_db": {"level": "WARNING"}},
}


BUILD = build_of(BASE_DIR, "portal", "indicators", "reports", "templates", "static", "locale")
