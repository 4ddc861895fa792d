"""The page over plain HTTP: which files there are, and what the browser is told about them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator.page.assets import assets

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

SCRIPTS = sorted(path for path in assets() if path.endswith(".js"))
IMPORT = re.compile(r'^(?:import .*?|} )from "(.+?)";$', re.MULTILINE)


def policy(response: httpx.Response) -> dict[str, str]:
    directives = response.headers["content-security-policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def test_the_page_is_at_the_root(http: httpx.Client) -> None:
    response = http.get("/")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>Amplitude emulator</title>" in response.text


@pytest.mark.parametrize("path", sorted(assets()))
def test_every_file_comes_with_headers_that_let_it_do_little(http: httpx.Client, path: str) -> None:
    response = http.get(path)
    assert response.status_code == 200
    assert policy(response) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["cross-origin-opener-policy"] == "same-origin"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/_emulator/page/nothing.js",
        "/_emulator/page/",
        "/_emulator/page/index.html",
        "/_emulator/page/../site.py",
        "/_emulator/page/%2e%2e/site.py",
        "/_emulator/page//etc/passwd",
    ],
)
def test_what_is_no_file_of_the_page_is_not_found(http: httpx.Client, path: str) -> None:
    response = http.request("GET", path, extensions={"target": path.encode()})
    assert response.status_code == 404
    assert policy(response)["default-src"] == "'none'"


@pytest.mark.parametrize("path", ["/", "/_emulator/page/app.js"])
def test_other_methods_are_told_which_there_are(http: httpx.Client, path: str) -> None:
    response = http.post(path)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


def test_a_head_request_has_no_body(http: httpx.Client) -> None:
    response = http.head("/")
    assert response.status_code == 200
    assert response.content == b""


def test_a_file_that_did_not_change_is_not_sent_again(http: httpx.Client) -> None:
    etag = http.get("/_emulator/page/app.js").headers["etag"]
    again = http.get("/_emulator/page/app.js", headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again.content == b""
    other = http.get("/_emulator/page/base.css", headers={"if-none-match": etag})
    assert other.status_code == 200


def test_the_page_needs_no_credentials_and_is_not_in_the_journal(
    emulator: Emulator, http: httpx.Client
) -> None:
    http.get("/", headers={"authorization": ""})
    http.get("/_emulator/page/app.js")
    assert emulator.requests == []


class Markup(HTMLParser):
    """What the page names and what stands inside it."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []
        self.attributes: list[str] = []
        self.inline: list[str] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self._tag = tag
        self.attributes += [name for name, _ in attrs]
        self.named += [value for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        if self._tag in {"script", "style"} and data.strip():
            self.inline.append(data)


def markup() -> Markup:
    parser = Markup()
    parser.feed(assets()["/"].body.decode())
    return parser


def test_the_page_names_only_files_of_its_own() -> None:
    files = [name for name in markup().named if not name.startswith("#")]
    assert files
    assert set(files) <= assets().keys()


def test_the_page_has_no_script_and_no_style_inside_it() -> None:
    page = markup()
    assert page.inline == []
    assert [name for name in page.attributes if name == "style" or name.startswith("on")] == []


@pytest.mark.parametrize("path", SCRIPTS)
def test_scripts_import_only_files_of_the_page(path: str) -> None:
    folder = path.rsplit("/", 1)[0]
    for name in IMPORT.findall(assets()[path].body.decode()):
        parts: list[str] = folder.split("/")
        for part in name.split("/"):
            if part == "..":
                parts.pop()
            elif part != ".":
                parts.append(part)
        assert "/".join(parts) in assets(), name


@pytest.mark.parametrize("path", SCRIPTS)
def test_scripts_never_make_markup_out_of_text(path: str) -> None:
    ways = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(")
    text = assets()[path].body.decode()
    assert [way for way in ways if way in text] == []


@pytest.mark.parametrize("path", sorted(assets()))
def test_no_file_names_another_host(path: str) -> None:
    text = assets()[path].body.decode()
    hosts = set(re.findall(r"https?://[^/\s\"'`$]+", text))
    assert hosts <= {"http://www.w3.org"}  # the name of the SVG namespace, never fetched
