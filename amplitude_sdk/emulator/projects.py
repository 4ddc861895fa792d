"""The projects of the emulator, and who may use them."""

from __future__ import annotations

import base64
import hmac
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from amplitude_sdk.emulator.ingestion.dedupe import Dedupe
from amplitude_sdk.emulator.ingestion.groups import Groups
from amplitude_sdk.emulator.ingestion.identity import Users
from amplitude_sdk.emulator.ingestion.throttle import Throttle
from amplitude_sdk.emulator.ingestion.update_limit import UpdateLimit
from amplitude_sdk.emulator.records import Collection
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amplitude_sdk.emulator.records import Record
    from amplitude_sdk.emulator.replies import RefusedError

_FIRST_APP_ID: Final = 100_001
_PROJECT: Final = "project"
_USER: Final = "user"
_GROUP: Final = "group"
_COLLECTIONS: Final = ("category", "annotation", "release", "definition", _GROUP)

DEFAULT_CATEGORY_ID: Final = 1
"""Seen live: annotations without a category are in category 1, "Uncategorized"."""


class Project:
    """One project: everything the emulator knows that is not an event."""

    def __init__(self, key: str, app_id: int) -> None:
        self.key = key
        self.app_id = app_id
        self.throttle = Throttle()
        self.update_limit = UpdateLimit()
        self.dedupe = Dedupe()
        self.users = Users()
        self.collections = {kind: Collection() for kind in _COLLECTIONS}
        self.groups = Groups(self.collections[_GROUP])
        self.categories.put(
            DEFAULT_CATEGORY_ID, {"id": DEFAULT_CATEGORY_ID, "category": "Uncategorized"}
        )

    @property
    def categories(self) -> Collection:
        """The annotation categories."""
        return self.collections["category"]

    @property
    def annotations(self) -> Collection:
        """The chart annotations."""
        return self.collections["annotation"]

    @property
    def releases(self) -> Collection:
        """The releases."""
        return self.collections["release"]

    @property
    def definitions(self) -> Collection:
        """What people define in the web app: charts, cohorts, custom events, event settings."""
        return self.collections["definition"]

    def take_changed(self) -> list[dict[str, Any]]:
        """Return the table rows of what changed since the last call."""
        users = [(user["amplitude_id"], user) for user in self.users.take_changed()]
        kinds = [(_USER, users)] + [
            (kind, collection.take_changed()) for kind, collection in self.collections.items()
        ]
        return [
            {"_app": self.app_id, "kind": kind, "id": id_, "body": body}
            for kind, changed in kinds
            for id_, body in changed
        ]

    def load(self, kind: str, records: list[tuple[int, Record | None]]) -> None:
        """Take over the records of one kind that `take_changed` returned in an earlier life."""
        if kind == _USER:
            self.users.load(body for _, body in records if body is not None)
        else:
            self.collections[kind].load(records)
        if kind == _GROUP:
            self.groups.loaded()


class Projects:
    """All projects, by API key.

    Without `credentials` any key and any secret, neither empty, open a project that belongs to the
    key. With them, only those pairs of key and secret do.
    """

    def __init__(self, credentials: Mapping[str, str] | None) -> None:
        self._credentials = None if credentials is None else dict(credentials)
        self._projects: dict[str, Project] = {}
        self._unsaved: list[Project] = []

    def of_key(self, key: str) -> Project | None:
        """Return the project an API key belongs to; None when there is none."""
        if not key or (self._credentials is not None and key not in self._credentials):
            return None
        return self._projects.get(key) or self._new(key)

    def known(self, key: str) -> Project | None:
        """Return the project of an API key that was used before; None for any other."""
        return self._projects.get(key)

    def remembered(self, key: str, app_id: int) -> Project:
        """Return the project of a key that had this number in an earlier life."""
        return self._projects.get(key) or self._opened(key, app_id)

    def authenticate(self, authorization: str | None) -> Project:
        """Return the project of a request's credentials. Raises the 401 when they are not good."""
        key, secret = _basic(authorization)
        project = self.of_key(key)
        if project is None or not self._is_secret(key, secret):
            raise _unauthorized("Incorrect API key or secret key")
        return project

    def by_number(self, app_id: int) -> Project | None:
        """Return the project with this number; None when there is none."""
        return next((one for one in self._projects.values() if one.app_id == app_id), None)

    def all(self) -> list[Project]:
        """Return every project, in the order they appeared."""
        return list(self._projects.values())

    def contents(self) -> dict[str, Project]:
        """Return all projects by key."""
        return self._projects

    def replace(self, contents: dict[str, Project]) -> None:
        """Take over projects that `contents` returned before, instead of those there are."""
        self._projects = contents
        self._unsaved.clear()

    def keys(self) -> list[str]:
        """Return the API keys of all projects, with credentials also of those not yet asked for."""
        return list(self._projects if self._credentials is None else self._credentials)

    def clear(self) -> None:
        """Forget every project."""
        self._projects.clear()
        self._unsaved.clear()

    def take_changed(self) -> list[dict[str, Any]]:
        """Return the table rows of what changed since the last call, in all projects."""
        unsaved, self._unsaved = self._unsaved, []
        rows: list[dict[str, Any]] = [
            {"_app": one.app_id, "kind": _PROJECT, "id": 0, "body": {"key": one.key}}
            for one in unsaved
        ]
        return rows + [row for one in self._projects.values() for row in one.take_changed()]

    def load(self, rows: Iterable[tuple[int, str, int, Record | None]]) -> None:
        """Take over the rows `take_changed` returned in an earlier life."""
        kinds: dict[int, dict[str, list[tuple[int, Record | None]]]] = defaultdict(dict)
        for app_id, kind, id_, body in rows:
            kinds[app_id].setdefault(kind, []).append((id_, body))
        for app_id, records in sorted(kinds.items()):
            ((_, body),) = records.pop(_PROJECT)
            project = self._add(str(body and body["key"]), app_id)
            for kind, changed in records.items():
                project.load(kind, changed)

    def _new(self, key: str) -> Project:
        numbers = [one.app_id for one in self._projects.values()]
        return self._opened(key, max(numbers, default=_FIRST_APP_ID - 1) + 1)

    def _opened(self, key: str, app_id: int) -> Project:
        project = self._add(key, app_id)
        self._unsaved.append(project)
        return project

    def _add(self, key: str, app_id: int) -> Project:
        self._projects[key] = Project(key, app_id)
        return self._projects[key]

    def _is_secret(self, key: str, secret: str) -> bool:
        if self._credentials is None:
            return True
        return hmac.compare_digest(self._credentials[key].encode(), secret.encode())


def checked_credentials(credentials: Mapping[str, str]) -> dict[str, str]:
    """Return pairs of key and secret. Raises `ValueError` for one that nobody could send."""
    is_mapping = isinstance(cast("object", credentials), Mapping)
    if not is_mapping or not all(map(_can_be_sent, credentials.items())):
        raise ValueError(
            "projects must map API keys to secret keys: texts that are not empty, the keys "
            "without a colon"
        )
    return dict(credentials)


def _can_be_sent(pair: tuple[object, object]) -> bool:
    return all(isinstance(one, str) and one for one in pair) and ":" not in str(pair[0])


def _basic(authorization: str | None) -> tuple[str, str]:
    """Return key and secret of a Basic header, neither empty (T-X5)."""
    if authorization is None:
        raise _unauthorized("Send the API key and the secret key as HTTP Basic authentication")
    scheme, _, encoded = authorization.partition(" ")
    try:
        key, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        key = secret = ""
    if scheme.lower() != "basic" or not key or not secret:
        raise _unauthorized("The Authorization header is not Basic with the base64 of key:secret")
    return key, secret


def _unauthorized(details: str) -> RefusedError:
    return refused(401, details, headers={"www-authenticate": 'Basic realm="Amplitude"'})
