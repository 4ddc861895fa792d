"""A WSGI app with forked workers: `gunicorn --preload --workers 2 wsgi_preload:app`.

The client is made once, before the fork. Each worker begins with an empty queue and a thread of its
own at its first event; what the parent had tracked the parent sends. gunicorn ends its workers by
`sys.exit`, which sends what is left for up to `shutdown_timeout` seconds: keep gunicorn's
`--graceful-timeout` (30 s) above that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from amplitude_sdk import Amplitude

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

amp = Amplitude()  # AMPLITUDE_API_KEY, and AMPLITUDE_BASE_URL or AMPLITUDE_REGION
amp.track("Server Loaded", device_id="web-server-1")


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer a request, and track it: that takes microseconds and never waits for the network."""
    user_id = environ["PATH_INFO"].strip("/") or "visitor"
    amp.track("Page Viewed", user_id=user_id, event_properties={"path": environ["PATH_INFO"]})
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"seen\n"]
