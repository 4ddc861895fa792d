"""Reads {url, key, events, users, groups, revenues} from stdin, sends it with the official SDK."""

from __future__ import annotations

import json
import sys
from typing import Any

from amplitude import Amplitude, BaseEvent, Config, EventOptions, Identify, Revenue


def main() -> None:
    """Send everything, then say what became of each event."""
    asked = json.load(sys.stdin)
    outcomes: list[dict[str, Any]] = []
    config = Config(
        server_url=f"{asked['url']}/2/httpapi",
        callback=lambda _event, code, message: outcomes.append({"code": code, "message": message}),
    )
    client = Amplitude(asked["key"], config)
    for event in asked["events"]:
        client.track(BaseEvent(**event))
    for user in asked["users"]:
        client.identify(_change(user), EventOptions(**user["options"]))
    for group in asked["groups"]:
        options = EventOptions(**group["options"])
        client.group_identify(group["type"], group["name"], _change(group), options)
    for paid in asked["revenues"]:
        revenue = Revenue(
            price=paid["price"], quantity=paid["quantity"], product_id=paid["product"]
        )
        client.revenue(revenue, EventOptions(**paid["options"]))
    for future in client.flush():
        future.result()
    client.shutdown()
    sys.stdout.write(json.dumps(outcomes))


def _change(asked: dict[str, Any]) -> Identify:
    change = Identify()
    for name, value in asked["set"].items():
        change.set(name, value)
    for name, value in asked.get("add", {}).items():
        change.add(name, value)
    return change


if __name__ == "__main__":
    main()
