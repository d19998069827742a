"""Is every part that the site stands on there, and what to do when one is not."""

from collections.abc import Callable
from dataclasses import dataclass

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from geoweb.domain.workers import living_workers
from predictor import sql

OLDEST_VECTOR = (0, 7)  # halfvec came with 0.7.0
REDIS_TIMEOUT_S = 1.0


@dataclass(frozen=True)
class Part:
    name: str
    ok: bool
    detail: str
    remedy: str = ""


def check_parts() -> list[Part]:
    checks: list[tuple[str, Callable[[], Part]]] = [
        ("database", check_database),
        ("extensions", check_extensions),
        ("migrations", check_migrations),
        ("redis", check_redis),
        ("worker", check_worker),
    ]
    return [answer(name, check) for name, check in checks]


def answer(name: str, check: Callable[[], Part]) -> Part:
    try:
        return check()
    except (DatabaseError, redis.RedisError) as error:
        detail = f"{type(error).__name__}: {error}".splitlines()[0]
        return Part(name, ok=False, detail=detail, remedy="Start the services: make run")


def check_database() -> Part:
    connection.ensure_connection()
    version = connection.connection.info.parameter_status("server_version")
    return Part("database", ok=True, detail=f"PostgreSQL {version}")


def check_extensions() -> Part:
    with connection.cursor() as cursor:
        cursor.execute(sql.load("extension_versions"))
        versions = dict(cursor.fetchall())
    detail = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    if set(versions) != {"postgis", "vector"}:
        return Part("extensions", ok=False, detail=detail or "none", remedy="manage.py migrate")
    if tuple(int(part) for part in versions["vector"].split(".")[:2]) < OLDEST_VECTOR:
        return Part("extensions", ok=False, detail=detail, remedy="Install pgvector >= 0.8.")
    return Part("extensions", ok=True, detail=detail)


def check_migrations() -> Part:
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if pending:
        return Part("migrations", ok=False, detail=f"{pending} pending", remedy="manage.py migrate")
    return Part("migrations", ok=True, detail="all applied")


def check_redis() -> Part:
    with redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=REDIS_TIMEOUT_S,
        socket_connect_timeout=REDIS_TIMEOUT_S,
    ) as client:
        version = client.info("server")["redis_version"]
    return Part("redis", ok=True, detail=f"Redis {version}")


def check_worker() -> Part:
    workers = living_workers()
    if not workers:
        detail = f"none was heard of for {settings.WORKER_SILENT_AFTER_S} s"
        remedy = "Start one: celery --app geoweb worker --queues gpu,default"
        return Part("worker", ok=False, detail=detail, remedy=remedy)
    return Part("worker", ok=True, detail=", ".join(workers))
