"""All settings, in one file, from the environment; an odd value stops the start with a remedy."""

from pathlib import Path

import structlog
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from geoweb import environment as env
from geoweb.logs import LOGGING, PROCESSORS  # noqa: F401 - LOGGING is a setting
from geoweb.media import media_storage

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of run this is
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. `make run` and `make manage` make one; elsewhere set it to the "
        "output of: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
DATA_DIR = Path(env.text("HOMING_DATA", str(BASE_DIR / ".homing"))).resolve()

# --- Applications
INSTALLED_APPS = [
    "geoweb",
    "predictor",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "django_prometheus",
    "django_structlog",
    "csp",
]
MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "geoweb.visitors.RememberPlayer",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "geoweb.urls"
WSGI_APPLICATION = "geoweb.wsgi.application"
AUTH_USER_MODEL = "geoweb.User"
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
                "csp.context_processors.nonce",
            ],
        },
    }
]

# --- Services
DATABASES = {
    "default": {
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": env.text("DATABASE_NAME", "homing"),
        "USER": env.text("DATABASE_USER", "homing"),
        "PASSWORD": env.text("DATABASE_PASSWORD", ""),
        "HOST": env.text("DATABASE_HOST", ""),
        "PORT": env.text("DATABASE_PORT", ""),
        "CONN_MAX_AGE": env.whole("DATABASE_MAX_AGE_S", default=60, low=0, high=3600),
        "CONN_HEALTH_CHECKS": True,
        # Only sql/refine.sql binds on the server, and is planned once a connection. PgBouncer
        # passes that on since 1.21 (max_prepared_statements).
        "OPTIONS": {"connect_timeout": 5, "prepare_threshold": 5},
    }
}
REDIS_URL = env.url("REDIS_URL", ["redis", "rediss", "unix"], default="redis://localhost:6379/0")
# Sessions, tiles and messages live in the database: pages must outlive Redis.
SESSION_ENGINE = "geoweb.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"geoweb.tasks.answer_uploads": {"queue": "gpu"}}
CELERY_TASK_IGNORE_RESULT = True  # database rows are the truth, messages only wake workers
# A message is done with when its task begins: the work of a worker that dies is in the rows, and
# acks_late would neither see that (Celery acknowledges on a crash) nor tell who may write.
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # what one process holds back, another could begin
CELERY_WORKER_LOST_WAIT = 1.0  # seconds; the rows of a killed process are freed anyway
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # Redis may be away for a night
# Seconds until a message that a dead worker took is given out again. Celery reads it in three
# places, which must agree; there is no result backend to use the other two.
VISIBILITY_TIMEOUT_S = 600
CELERY_VISIBILITY_TIMEOUT = VISIBILITY_TIMEOUT_S
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": VISIBILITY_TIMEOUT_S}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": VISIBILITY_TIMEOUT_S,
    "socket_connect_timeout": 3,
    "socket_timeout": 10,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
SWEEP_EVERY_S = env.whole("SWEEP_EVERY_S", default=10, low=1, high=3600)
SUSPICIONS_EVERY_S = env.whole("SUSPICIONS_EVERY_S", default=300, low=10, high=86_400)
BOARD_EVERY_S = env.whole("BOARD_EVERY_S", default=60, low=5, high=86_400)
REVIEW_EVERY_S = env.whole("REVIEW_EVERY_S", default=300, low=30, high=86_400)
CELERY_BEAT_SCHEDULE = {
    # Without a worker they must not pile up.
    name: {"task": f"geoweb.tasks.{name}", "schedule": every_s, "options": {"expires": 60}}
    for name, every_s in {
        "sweep_uploads": SWEEP_EVERY_S,
        "follow_labels": SWEEP_EVERY_S,
        "sweep_files": 3600,
        "refresh_board": BOARD_EVERY_S,
        "check_board": 86_400,
        "look_for_signals": 3600,
        "forget_origins": 3600,
        "refresh_suspicions": SUSPICIONS_EVERY_S,
        "judge_labels": 86_400,
        "refresh_reviews": REVIEW_EVERY_S,
        "check_reviews": 86_400,
    }.items()
}
WORKER_SILENT_AFTER_S = env.whole("WORKER_SILENT_AFTER_S", default=60, low=15, high=3600)
# Seconds without a row of a chunk after which a bulk job sends it again.
BULK_PATIENCE_S = env.whole("BULK_PATIENCE_S", default=120, low=2, high=86_400)
WORKER_METRICS_PORT = env.whole("WORKER_METRICS_PORT", default=0, low=0, high=65_535)

# --- Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "geoweb.vendor.VendorFinder",
]
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": media_storage(
        bucket=env.text("MEDIA_S3_BUCKET", ""),
        endpoint=env.url("MEDIA_S3_ENDPOINT", ["https", "http"]),
        region=env.text("MEDIA_S3_REGION", ""),
        prefix=env.text("MEDIA_S3_PREFIX", ""),
        credentials=(env.text("MEDIA_S3_KEY", ""), env.text("MEDIA_S3_SECRET", "")),
    ),
    "staticfiles": {"BACKEND": "geoweb.static_names.KeptNames"},
}

# --- The demonstration world of `make run`; 0 leaves it out
PLANET_PHOTOS = env.whole("PLANET_PHOTOS", default=5000, low=0, high=1_000_000)

# --- Uploads by strangers: what they are told, how much they may send, how long it is kept
UPLOAD_ANSWERS = env.choice("UPLOAD_ANSWERS", ["off", "coarse", "exact"], default="coarse")
UPLOADS_PER_PLAYER_DAY = env.whole("UPLOADS_PER_PLAYER_DAY", default=40, low=0, high=1_000_000)
UPLOADS_PER_ADDRESS_HOUR = env.whole("UPLOADS_PER_ADDRESS_HOUR", default=60, low=0, high=1_000_000)
UPLOAD_LOG_DAYS = env.whole("UPLOAD_LOG_DAYS", default=180, low=1, high=3650)
UPLOAD_KEEP_DAYS = env.whole("UPLOAD_KEEP_DAYS", default=30, low=1, high=3650)
UPLOAD_LARGEST_MB = env.whole("UPLOAD_LARGEST_MB", default=20, low=1, high=200)
UPLOAD_MEGAPIXELS = env.whole("UPLOAD_MEGAPIXELS", default=50, low=1, high=500)
UPLOAD_DECODE_MB = env.whole("UPLOAD_DECODE_MB", default=1024, low=256, high=16_384)
# Of the workers: photos in one forward pass, how long a lone one waits for company, when a claim
# is taken to be abandoned, and how often an upload is tried.
UPLOAD_BATCH = env.whole("UPLOAD_BATCH", default=16, low=1, high=1024)
UPLOAD_BATCH_DELAY_MS = env.whole("UPLOAD_BATCH_DELAY_MS", default=25, low=0, high=5000)
UPLOAD_CLAIM_S = env.whole("UPLOAD_CLAIM_S", default=120, low=5, high=3600)
UPLOAD_ATTEMPTS = env.whole("UPLOAD_ATTEMPTS", default=3, low=1, high=20)
# How many proxies stand in front and add to X-Forwarded-For; 0: the address is the connection's.
PROXY_HOPS = env.whole("PROXY_HOPS", default=0, low=0, high=10)

# --- The label desk: how long a photo is held for an annotator, and how many are checks
DESK_CLAIM_S = env.whole("DESK_CLAIM_S", default=300, low=30, high=86_400)
DESK_CHECKS_PERCENT = env.whole("DESK_CHECKS_PERCENT", default=5, low=0, high=100)

# --- The map
RASTER_TILES_URL = env.url("RASTER_TILES_URL", ["https", "http"])
RASTER_TILES_ATTRIBUTION = env.text("RASTER_TILES_ATTRIBUTION", "")

# --- Language and time
LANGUAGE_CODE = "en"
# Each is shown under the name it calls itself; the texts are in geoweb/locale.
LANGUAGES = [
    ("en", "English"),
    ("es", "Spanish"),
    ("de", "German"),
    ("fr", "French"),
    ("hi", "Hindi"),
]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "geoweb" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# --- Accounts
AUTHENTICATION_BACKENDS = ["geoweb.signing_in.WithPlayer"]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "login", "home", "home"
# Without a host mails are written to the log: whoever runs the demonstration reads them there.
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.whole("EMAIL_PORT", default=587, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "homing@localhost")

# --- Safety
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_TLS = env.flag("BEHIND_TLS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
RASTER_ORIGIN = ["/".join(RASTER_TILES_URL.split("/")[:3])] if RASTER_TILES_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *RASTER_ORIGIN],
        "connect-src": [SELF, *RASTER_ORIGIN],
        "font-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# GDAL < 3.9 may follow references inside a file; only operators load boundaries.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]

# --- The API: how long a token lives, and how often one may call
API_TOKEN_DAYS = env.whole("API_TOKEN_DAYS", default=90, low=1, high=3650)
API_ADDRESS_PER_MINUTE = env.whole("API_ADDRESS_PER_MINUTE", default=300, low=1, high=1_000_000)
API_USER_PER_MINUTE = env.whole("API_USER_PER_MINUTE", default=1200, low=1, high=1_000_000)
API_LOGINS_PER_MINUTE = env.whole("API_LOGINS_PER_MINUTE", default=10, low=1, high=1_000_000)
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["geoweb.api.parsers.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "geoweb.api.authentication.TokenAuthentication",
        "geoweb.api.authentication.BrowserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_THROTTLE_CLASSES": ["geoweb.api.throttles.CallThrottle"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,  # OPTIONS: the schema says more
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "EXCEPTION_HANDLER": "geoweb.api.problems.as_problem",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Homing",
    "VERSION": "1",
    "DESCRIPTION": _("Play, and send photos to hear where they may have been taken."),
    "TAGS": [
        {"name": name}
        for name in ("token", "games", "uploads", "photos", "regions", "board", "desk")
    ],
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
PROMETHEUS_EXPORT_MIGRATIONS = False

structlog.configure(
    processors=PROCESSORS,
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
