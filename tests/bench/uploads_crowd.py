"""Clients in a process of their own: each sends a photo, waits for its answer, sends the next."""

import json
import queue
import sys
import threading
import time
import uuid
from pathlib import Path

from tests.faults.sending import Sender

ENDS = {"answered", "failed"}


def serve(port, token, waiting, waits_s):
    sender = Sender(port, token)
    while True:
        try:
            picture = waiting.get_nowait()
        except queue.Empty:
            return
        waits_s.append(seconds_to_answer(sender, picture))


def seconds_to_answer(sender, picture):
    began = time.perf_counter()
    upload_id = sender.send(picture, str(uuid.uuid4()))
    assert upload_id, "An upload was refused."
    while True:
        answer = sender.upload(upload_id)
        if answer.get("state") in ENDS:
            assert answer["state"] == "answered", answer
            return time.perf_counter() - began
        time.sleep(answer.get("poll_after_ms", 100) / 1000)


def main(port, token, folder, clients, count):
    waiting, waits_s = queue.SimpleQueue(), []
    for path in sorted(Path(folder).iterdir())[:count]:
        waiting.put(path.read_bytes())
    threads = [
        threading.Thread(target=serve, args=(port, token, waiting, waits_s)) for _ in range(clients)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took_s = time.perf_counter() - began
    print(json.dumps({"took_s": took_s, "waits_s": sorted(waits_s)}))


if __name__ == "__main__":
    port, token, folder, clients, count = sys.argv[1:]
    main(int(port), token, folder, int(clients), int(count))
