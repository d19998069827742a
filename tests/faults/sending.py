"""A client of the API that sends photos and asks for answers, with nothing but Python."""

import http.client
import json
import uuid
from dataclasses import dataclass

TIMEOUT_S = 20


@dataclass
class Sender:
    """Keeps its connection; one a thread."""

    port: int
    token: str
    line: http.client.HTTPConnection | None = None

    def send(self, picture, key):
        """The upload's id once it is taken, or None: then it may be sent again with its key."""
        mark = uuid.uuid4().hex
        head = f'--{mark}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n'
        body = head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + picture
        place = "".join(
            f'\r\n--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
            for name, value in (("lat", 45.0), ("lng", 5.0))
        )
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Idempotency-Key": key}
        body += f"{place}\r\n--{mark}--\r\n".encode()
        status, answer = self.ask("POST", "/api/uploads/", body, headers)
        return answer["id"] if status in {200, 201} else None

    def upload(self, upload_id):
        return self.ask("GET", f"/api/uploads/{upload_id}/")[1]

    def state(self, upload_id):
        return self.upload(upload_id).get("state")

    def ask(self, method, path, body=None, headers=()):
        """(0, {}) when nobody answers, as while a server starts."""
        own = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        for _ in range(2):  # the server may have closed an idle line
            line = self.line or http.client.HTTPConnection("127.0.0.1", self.port, TIMEOUT_S)
            try:
                line.request(method, path, body, own | dict(headers))
                response = line.getresponse()
                answer = json.loads(response.read() or b"{}")
            except (OSError, http.client.HTTPException, ValueError):
                line.close()
                self.line = None
            else:
                self.line = line
                return response.status, answer
        return 0, {}
