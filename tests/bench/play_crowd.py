"""Players in a process of their own: each plays whole games through the pages, without script."""

import http.client
import json
import random
import re
import sys
import threading
import time
from collections import defaultdict
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TIMEOUT_S = 30
LEAST_S, MOST_S = 2.0, 5.0  # of thought between two steps
ARRIVE_S = 20.0  # nobody is told when to come: two hundred do not begin at one moment
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PHOTO = re.compile(r'<img src="(/games/[^"]+photo\.jpg)"')
NEXT = re.compile(r'id="next"\s+href="([^"]+)"')


class Visitor:
    """A browser: cookies, one connection while a step lasts, redirects one by one."""

    def __init__(self, port, seed, session, took_ms):
        self.port, self.took_ms = port, took_ms
        self.cookies = {"sessionid": session} if session else {}
        self.draw = random.Random(seed)
        self.line = None

    def ask(self, step, method, path, form=None):
        """(status, address to go on to, page)"""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, TIMEOUT_S)
        began = time.perf_counter()
        self.line.request(method, path, urlencode(form) if form else None, headers)
        response = self.line.getresponse()
        body = response.read()
        self.took_ms[step].append((time.perf_counter() - began) * 1e3)
        for set_cookie in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(set_cookie).items():
                self.cookies[name] = morsel.value
        assert response.status in {200, 302, 303}, f"{step} answered {response.status}"
        return response.status, response.headers.get("Location"), body

    def see(self, step, path):
        """The page at the end of redirects; those are steps of their own."""
        status, location, body = self.ask(step, "GET", path)
        while status != 200:
            path = location
            status, location, body = self.ask(step, "GET", path)
        return path, body.decode()

    def think(self):
        if self.line is not None:
            self.line.close()
            self.line = None
        time.sleep(self.draw.uniform(LEAST_S, MOST_S))

    def send(self, step, path, page, **form):
        token = {"csrfmiddlewaretoken": TOKEN.search(page)[1]}
        status, location, _ = self.ask(step, "POST", path, token | form)
        assert status == 303, f"{step} answered {status}"
        return location

    # --- A game

    def play(self):
        _, page = self.see("start page", "/play/")
        self.think()
        game = self.send("start", "/play/", page, mode="classic")
        _, address, _ = self.ask("game", "GET", game)
        while "summary" not in address:
            address = self.play_round(address)
        self.see("summary", address)
        self.think()

    def play_round(self, address):
        """The address of what comes next."""
        path, page = self.see("round", address)
        self.ask("photo", "GET", PHOTO.search(page)[1])
        self.think()
        pin = {"lat": self.draw.uniform(-50, 65), "lng": self.draw.uniform(-180, 180)}
        told = self.send("guess", path, page, **pin)
        _, page = self.see("revealed", told)
        self.think()
        return NEXT.search(page)[1]


def live(visitor, games, errors):
    time.sleep(visitor.draw.uniform(0, ARRIVE_S))
    for _ in range(games):
        try:
            visitor.play()
        except (AssertionError, OSError, http.client.HTTPException, TypeError) as error:
            errors.append(repr(error))
            visitor.line = None


def main(port, players, games, sessions):
    """As many guests as accounts: every second player has a session, while there are any."""
    took_ms, errors = defaultdict(list), []
    sessions = [session for each in sessions for session in ("", each)]
    sessions += [""] * (players - len(sessions))
    visitors = [Visitor(port, seed, sessions[seed], took_ms) for seed in range(players)]
    threads = [threading.Thread(target=live, args=(each, games, errors)) for each in visitors]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took_s = time.perf_counter() - began
    print(json.dumps({"took_s": took_s, "took_ms": took_ms, "errors": errors}))


if __name__ == "__main__":
    port, players, games, *sessions = sys.argv[1:]
    main(int(port), int(players), int(games), sessions)
