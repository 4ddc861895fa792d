"""A function that is frozen between its calls, as on AWS Lambda.

The client is made once for each instance. Nothing runs while the instance is frozen, so the handler
waits for the delivery before it returns: one flush, within the time that it has. What is not
delivered by then goes on with the next call, with the same insert_ids.
"""

from __future__ import annotations

import logging
from typing import Any

from amplitude_sdk import Amplitude

amp = Amplitude()
log = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Do the work, then wait for its events for two seconds at most."""
    del context
    amp.track("Order Placed", user_id=event["user_id"], event_properties={"items": event["items"]})
    report = amp.flush(timeout=2)
    if report.pending:
        log.warning("%d events wait for the next call (%s)", report.pending, report.stopped)
    return {"pending": report.pending}
