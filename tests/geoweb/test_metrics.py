import prometheus_client

from geoweb import metrics


def read(name, **labels):
    return prometheus_client.REGISTRY.get_sample_value(name, labels) or 0.0


def test_refusals_are_counted_by_reason():
    before = read("homing_upload_refusals_total", code="too_many")
    metrics.count_refusal("too_many")
    assert read("homing_upload_refusals_total", code="too_many") - before == 1


def test_outcomes_keep_how_long_they_took():
    counted = read("homing_upload_outcomes_total", outcome="answered")
    waited = read("homing_upload_wait_seconds_sum")

    metrics.count_outcome("answered", 0.5)

    assert read("homing_upload_outcomes_total", outcome="answered") - counted == 1
    assert read("homing_upload_wait_seconds_sum") - waited == 0.5


def test_batches_are_told_apart_by_their_work():
    before = read("homing_batch_photos_sum", work="bulk")
    metrics.observe_batch(48, decode_s=0.1, forward_s=0.2, total_s=0.4, work="bulk")
    assert read("homing_batch_photos_sum", work="bulk") - before == 48
    assert read("homing_batch_forward_seconds_count", work="bulk") >= 1
