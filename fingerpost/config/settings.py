"""Django's settings, in one file, read from the environment. `docs/reference/settings.md` lists the names."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from fingerpost.config.mail import mail_settings
from fingerpost.config.secret import secret_key

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FINGERPOST_DATA", "data")).resolve()
DEBUG = False
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = os.environ.get("FINGERPOST_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SITE_ADDRESS = os.environ.get("FINGERPOST_ADDRESS", "http://127.0.0.1:8000")
HTTPS = SITE_ADDRESS.startswith("https://")
CSRF_FAILURE_VIEW = "fingerpost.govuk.faults.forged"
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
"""The address under which people reach the site; links in messages begin with it."""

FIXED_NOW = datetime.fromisoformat(os.environ["FINGERPOST_NOW"]) if "FINGERPOST_NOW" in os.environ else None
"""The moment at which a demonstration stands still; None where time runs (see `people.clock`)."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "fingerpost.govuk",
    "fingerpost.history",
    "fingerpost.people",
    "fingerpost.files",
    "fingerpost.meetings",
    "fingerpost.plans",
    "fingerpost.changes",
    "fingerpost.monitoring",
    "fingerpost.notices",
    "fingerpost.intake",
    "fingerpost.issuing",
    "fingerpost.scrutiny",
    "fingerpost.insight",
    "fingerpost.committee",
    "fingerpost.hearings",
    "fingerpost.circulation",
    "fingerpost.publication",
    "fingerpost.start",
    "fingerpost.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fingerpost.people.sessions.NobodyInPublic",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fingerpost.people.sessions.SessionLimits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "fingerpost.config.urls"
WSGI_APPLICATION = "fingerpost.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "fingerpost.govuk.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "fingerpost.people.context.of_request",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{DATA / 'fingerpost.sqlite3'}")
    )
}
DATABASE_IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if DATABASE_IS_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "fingerpost.people.passwords.WordsOfTheServiceValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_ADAPTER = "fingerpost.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds for which signing in, or saying it again, counts as recent
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/15m/key", "api_token_failed": "20/m/ip"}
"""Five wrong passwords close an account for a quarter of an hour; unknown API tokens are counted by where they come
from, since nobody's account can be guessed with them. allauth's other limits stand."""

MFA_ADAPTER = "fingerpost.people.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Fingerpost"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

OIDC_ISSUER = os.environ.get("FINGERPOST_OIDC_ISSUER", "")
"""The council's own sign-in service (OpenID Connect, such as Entra ID), where it has one."""
OIDC_ORIGIN = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER))] if OIDC_ISSUER else []
STAFF_SIGN_IN = os.environ.get("FINGERPOST_OIDC_NAME", "your council account") if OIDC_ISSUER else ""
SOCIALACCOUNT_ADAPTER = "fingerpost.people.sign_in.StaffAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "VERIFIED_EMAIL": os.environ.get("FINGERPOST_OIDC_EMAIL_VERIFIED") == "1",
        "APPS": [
            {
                "provider_id": "staff",
                "name": STAFF_SIGN_IN,
                "client_id": os.environ.get("FINGERPOST_OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("FINGERPOST_OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
"""`FINGERPOST_OIDC_EMAIL_VERIFIED=1` takes every e-mail address of the service as verified: right for a council's
own directory (Entra ID does not say so itself), wrong for a service at which anybody can register."""

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
"""Counts failed sign-ins; shared by all processes."""
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("FINGERPOST_PROXIES", "0"))
"""How many proxies of ours stand before the server, so that the limits count people's own addresses."""
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None

PUBLIC_FRESH_SECONDS = 1.0
"""For how long a process serves a public page without asking whether something was withdrawn elsewhere meanwhile."""

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("FINGERPOST_STATIC", PACKAGE.parent / "build" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

MESSAGE_STORAGE = "fingerpost.govuk.language.Notes"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 24 * 60 * 60
"""`people.sessions` ends a session earlier, 8 hours after it was last used."""
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "object-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *OIDC_ORIGIN],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

globals().update(mail_settings(os.environ.get("FINGERPOST_EMAIL_URL", "file:"), DATA / "mail"))
DEFAULT_FROM_EMAIL = os.environ.get("FINGERPOST_FROM", "Fingerpost <fingerpost@localhost>")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "fingerpost.config.log.JsonLines"}},
    "handlers": {"watcher": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["watcher"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "fingerpost": {"level": "INFO"},
    },
}
"""Everything goes to standard error, which whatever runs the server keeps: docs/reference/security.md, "The log"."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
