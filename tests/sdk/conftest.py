"""Properties run the same examples every time, so that a red build means a change."""

from __future__ import annotations

import pytest
from hypothesis import settings

from amplitude_sdk.budget.projects import PROJECTS
from tests.sdk.clients import COLOURS, Clock

settings.register_profile("sdk", derandomize=True, database=None, deadline=None, print_blob=False)
settings.load_profile("sdk")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a project nor a proxy of this machine takes part."""
    for name in ("API_KEY", "SECRET_KEY", "REGION", "BASE_URL"):
        monkeypatch.delenv(f"AMPLITUDE_{name}", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(autouse=True)
def _no_calls_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test has to wait for what the calls of another have spent."""
    monkeypatch.setattr(PROJECTS, "_ledgers", {})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=COLOURS)
def colour(request: pytest.FixtureRequest) -> str:
    """Both faces of the SDK: a test with this argument runs for each."""
    return request.param
