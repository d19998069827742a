import pytest
from django.db import connection

from geoweb.domain.workers import record_sign_of_life

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_redis(settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/nobody.sock"


def test_healthz_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_lists_every_part_as_ok(client):
    record_sign_of_life(name="celery@here", queues="default,gpu")
    response = client.get("/readyz")
    parts = response.json()["parts"]
    assert response.status_code == 200
    assert {name: part["ok"] for name, part in parts.items()} == dict.fromkeys(
        ["database", "extensions", "migrations", "redis", "worker"], True
    )
    assert parts["extensions"]["detail"].startswith("postgis 3.")


def test_readyz_names_a_missing_redis(client, no_redis):
    record_sign_of_life(name="celery@here", queues="gpu")
    response = client.get("/readyz")
    failed = [name for name, part in response.json()["parts"].items() if not part["ok"]]
    assert (response.status_code, failed) == (503, ["redis"])


def test_readyz_names_a_missing_worker_and_the_remedy(client):
    part = client.get("/readyz").json()["parts"]["worker"]
    assert part["remedy"] == "Start one: celery --app geoweb worker --queues gpu,default"


def test_readyz_names_pending_migrations(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'geoweb' AND name ="
            " (SELECT max(name) FROM django_migrations WHERE app = 'geoweb')"
        )
    part = client.get("/readyz").json()["parts"]["migrations"]
    assert (part["ok"], part["detail"], part["remedy"]) == (False, "1 pending", "manage.py migrate")


def test_metrics_count_requests(client):
    client.get("/healthz")
    body = client.get("/metrics").content.decode()
    assert "django_http_requests_total_by_method_total" in body


def test_log_has_one_line_a_request_without_addresses(client, caplog):
    with caplog.at_level("INFO"):
        client.get("/healthz")
        client.get("/healthz")
    lines = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    assert [line["event"] for line in lines] == ["request_finished"] * 2
    assert lines[0]["request_id"] != lines[1]["request_id"]
    assert not any("ip" in line for line in lines)
