"""What stands between the page and other pages: host, origin, token, and what a browser may load.

The server listens on the loopback address alone. Another site's page can still make a browser ask
it, so: the ``Host`` header must name this server (a name that was rebound to 127.0.0.1 does not);
what changes something is a POST with the token that only a page of this server holds and with the
``SameSite`` cookie that goes with it; and no answer may be framed, sniffed, cached or run inline.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from flask import Flask, Response, abort, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make browsers hide the origin of a form
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LIFETIME = "no-store"  # articles stay out of the browser's cache
_STATIC_LIFETIME = "no-cache"


class Guard:
    """Checks every request to ``app`` and signs every answer; made once for a server's life.

    ``hosts`` are the values of the Host header that are served, such as ``127.0.0.1:8765``.
    """

    def __init__(self, app: Flask, hosts: Iterable[str]) -> None:
        self.hosts = frozenset(hosts)
        port = min(self.hosts, default="").rpartition(":")[2]
        self.cookie = f"veille-{port}"  # cookies of one host are shared by all its ports
        self._session = secrets.token_urlsafe(32)
        self.token = hmac.new(
            secrets.token_bytes(32), self._session.encode(), hashlib.sha256
        ).hexdigest()
        app.before_request(self.check)
        app.after_request(self.sign)

    def check(self) -> None:
        """Refuse a strange host (421), a forged form (403) and a request from another site (403)."""
        if request.host not in self.hosts:
            abort(421, "This page answers to its own address alone.")
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return
        origin = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if (origin is not None and origin not in self._origins()) or site != "same-origin":
            abort(403, "This form was sent from another site.")
        told = request.cookies.get(self.cookie, ""), request.form.get("token", "")
        if not all(map(_same, told, (self._session, self.token))):
            abort(
                403,
                "The form is older than this server, or cookies are off. Go back, load the page"
                " again and repeat it.",
            )

    def sign(self, response: Response) -> Response:
        """Add the headers, and the cookie where the browser has none of this server."""
        for name, value in HEADERS.items():
            response.headers[name] = value
        static = request.endpoint == "static"
        response.headers["Cache-Control"] = _STATIC_LIFETIME if static else _LIFETIME
        if not static and request.cookies.get(self.cookie) != self._session:
            response.set_cookie(
                self.cookie, self._session, httponly=True, samesite="Strict", path="/"
            )
        return response

    def _origins(self) -> set[str]:
        return {f"http://{host}" for host in self.hosts}


def _same(given: str, own: str) -> bool:
    return hmac.compare_digest(given.encode(), own.encode())
