"""kg fetch: pages and feeds of a server on this machine, politely, and never where it must not."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg import articles
from kg.cli import cli
from kg.errors import NetworkError
from kg.fetch import Fetched, fetch, guard, path_of
from kg.fetch import getter as getting
from kg.fetch.getter import Getter
from kg.model import Article
from tests.pdfs import pdf

TEXT = "The Russian defence minister travelled to Pyongyang, where he was received with honours."
DAY = datetime(2023, 7, 27, 23, 30, tzinfo=UTC)


def page(number: int) -> str:
    return (
        f"<html><head><title>A visit, part {number}</title></head><body><article><p>{TEXT} –"
        f" “{number}”.</p><p>{TEXT}</p></article></body></html>"
    )


@dataclass
class Site:
    """A server that answers a path with (status, headers, body), and notes what it is asked."""

    answers: dict[str, tuple[int, Mapping[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hang: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    def says(
        self, path: str, body: str | bytes = b"", kind: str = "text/html; charset=utf-8",
        status: int = 200, **headers: str,
    ) -> str:  # fmt: skip
        raw = body.encode() if isinstance(body, str) else body
        self.answers[path] = status, {"Content-Type": kind, **headers}, raw
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            if self.path == "/hangs":
                made.hang.wait(20)
                return
            answer = made.answers.get(self.path, (404, {"Content-Type": "text/plain"}, b"no"))
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield made
    made.hang.set()
    server.shutdown()
    server.server_close()


def getter(**options: Any) -> Getter:
    options = {"seconds": 60, "private": True, "sleep": lambda _: None, **options}
    return Getter(**options)


def get(out: Path, *urls: str, **options: Any) -> Fetched:
    return fetch(urls, out, getter(**options), lambda: DAY)


def why(done: Fetched) -> str:
    (skipped,) = done.skipped
    assert "\n" not in skipped.reason + skipped.fix
    return skipped.reason


def test_a_page_is_stored_as_received_and_read_with_its_address(site: Site, tmp_path: Path) -> None:
    raw = page(1).encode("windows-1252")
    url = site.says("/a/b.html?x=1", raw, "text/html; charset=windows-1252")
    assert get(tmp_path, url) == Fetched(1, 0, ())
    (path,) = tmp_path.rglob("*.warc")
    assert raw in path.read_bytes()
    assert b"WARC-Date: 2023-07-27T23:30:00Z\r\n" in path.read_bytes()
    (article,) = articles.read([str(tmp_path)])
    assert isinstance(article, Article)
    assert article.source == path.as_posix() + "/1"
    assert article.url == url
    assert article.text.split("\n")[0] == f"{TEXT} – “1”."


def test_pdf_and_plain_text_are_fetched_and_other_things_are_not(
    site: Site, tmp_path: Path
) -> None:
    plain = f"title: T\ndate: 2023-07-26\n\n{TEXT} 2."
    good = [
        site.says("/a.pdf", pdf([TEXT]), "application/pdf"),
        site.says("/a.txt", plain, "text/plain"),
    ]
    picture = site.says("/a.png", b"\x89PNG", "image/png")
    done = get(tmp_path, *good, picture)
    assert done.pages == 2
    assert why(done) == "it is image/png"
    found = list(articles.read([str(tmp_path)]))
    assert {a.url for a in found if isinstance(a, Article)} == set(good)
    assert {a.published for a in found if isinstance(a, Article)} == {None, date(2023, 7, 26)}


def rss(*links: str) -> str:
    items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml", "text/html", "text/plain"])
def test_the_entries_of_a_feed_are_fetched(site: Site, tmp_path: Path, kind: str) -> None:
    one, two = site.says("/1", page(1)), site.says("/2", page(2))
    feed = site.says("/feed", rss(one, "/2", two, "/gone", "http://[broken"), kind)
    done = get(tmp_path, feed, one + "#top")
    assert (done.pages, done.before) == (2, 0)
    assert [s.reason for s in done.skipped] == ["it answers 404 Not Found", "no address of the web"]
    assert len(list(articles.read([str(tmp_path)]))) == 2
    again = get(tmp_path, feed)
    assert (again.pages, again.before) == (0, 2)
    assert site.asked.count("/1") == 1


def test_the_entries_of_a_feed_in_a_feed_are_not(site: Site, tmp_path: Path) -> None:
    inner = site.says("/inner", rss(site.says("/1", page(1))), "application/rss+xml")
    done = get(tmp_path, site.says("/feed", rss(inner), "application/rss+xml"))
    assert why(done) == "it is application/rss+xml"
    assert "/1" not in site.asked


def test_a_feed_that_is_none_is_reported(site: Site, tmp_path: Path) -> None:
    done = get(tmp_path, site.says("/feed", "<?xml version='1.0'?><urlset/>", "text/xml"))
    assert why(done) == "XML, but neither RSS nor Atom"


def test_robots_txt_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.says("/robots.txt", "User-agent: kg\nDisallow: /no\n\nUser-agent: *\nDisallow: /\n")
    yes, no = site.says("/yes", page(1)), site.says("/no/page", page(2))
    done = get(tmp_path, yes, no)
    assert done.pages == 1
    assert why(done) == "its robots.txt does not allow it"
    assert site.asked == ["/robots.txt", "/yes"]


@pytest.mark.parametrize("status", [404, 401, 410])
def test_without_a_robots_txt_everything_is_allowed(
    site: Site, tmp_path: Path, status: int
) -> None:
    site.says("/robots.txt", "Disallow: /", status=status)
    assert get(tmp_path, site.says("/a", page(1))).pages == 1


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_cannot_be_read_allows_nothing(
    site: Site, tmp_path: Path, status: int
) -> None:
    site.says("/robots.txt", status=status)
    done = get(tmp_path, site.says("/a", page(1)))
    assert why(done).startswith(f"its robots.txt cannot be read: it answers {status}")
    assert "/a" not in site.asked


def test_there_is_a_pause_between_two_requests(site: Site, tmp_path: Path) -> None:
    slept: list[float] = []
    site.says("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    urls = [site.says(f"/{n}", page(n)) for n in range(3)]
    get(tmp_path, *urls, sleep=slept.append)
    assert slept == [7, 7, 7]
    site.says("/robots.txt", "User-agent: *\nCrawl-delay: 3600\n")
    assert "3600 seconds between two pages" in why(get(tmp_path, site.says("/9", page(9))))


def test_redirects_are_followed_and_each_is_checked(site: Site, tmp_path: Path) -> None:
    last = site.says("/last", page(1))
    site.says("/robots.txt", "User-agent: *\nDisallow: /no\n")
    first = site.says("/first", status=301, Location="/second")
    site.says("/second", status=307, Location=last)
    assert get(tmp_path, first).pages == 1
    (article,) = articles.read([str(tmp_path)])
    assert isinstance(article, Article)
    assert article.url == last
    for place, reason in (
        ("/no", "its robots.txt does not allow it"),
        ("file:///etc/passwd", "no address of the web"),
        ("http://user:secret@127.0.0.1/", "an address must hold no name and password"),
        ("http://[broken", "it leads to no address of the web: Invalid IPv6 URL"),
        ("/loop", "more than 5 redirects"),
    ):
        url = site.says("/loop", status=302, Location=place)
        assert why(get(tmp_path, url)) == reason
    assert "/no" not in site.asked


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "javascript:x",
        "http://[broken",
    ],
)
def test_what_is_no_address_of_the_web(tmp_path: Path, url: str) -> None:
    assert why(get(tmp_path, url)) == "no address of the web"


def test_answers_have_an_end(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    big = site.says("/big", b"x" * (getting.LARGEST + 1))
    packed = gzip.compress(b"x" * (getting.LARGEST * 5))
    bomb = site.says("/bomb", packed, **{"Content-Encoding": "gzip"})
    for url in (big, bomb):
        assert "the answer is larger than 19 MB" in why(get(tmp_path, url))
    monkeypatch.setattr(getting, "TIMEOUT", 0.2)
    assert why(get(tmp_path, site.address + "/hangs")) == "no answer within 0.2 seconds"


def test_the_time_for_all_pages_has_an_end(site: Site, tmp_path: Path) -> None:
    clock = iter(range(10_000))
    urls = [site.says(f"/{n}", page(n)) for n in range(50)]
    done = get(tmp_path, *urls, seconds=40, clock=lambda: float(next(clock)))
    assert 0 < done.pages < 50
    assert done.pages + len(done.skipped) == 50
    assert {s.reason for s in done.skipped} == {"not fetched: the time is up"}
    assert [s.source for s in done.skipped] == urls[done.pages :]


def test_the_time_is_kept_for_real(site: Site, tmp_path: Path) -> None:
    start = time.monotonic()
    done = get(tmp_path, site.address + "/hangs", site.says("/a", page(1)), seconds=1,
               sleep=time.sleep)  # fmt: skip
    assert done.pages == 0
    assert time.monotonic() - start < 5


PRIVATE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "198.18.0.1", "240.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not guard.is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert guard.is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433"])
def test_private_addresses_are_not_asked(site: Site, tmp_path: Path, host: str) -> None:
    port = site.address.rpartition(":")[2]
    site.says("/a", page(1))
    done = get(tmp_path, f"http://{host}:{port}/a", private=False)
    assert "which is not on the public network" in why(done) or "cannot be reached" in why(done)
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first server is on this machine and taken for a public one."""
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    site.says("/secret", page(1))
    there = site.address.replace("127.0.0.1", "127.0.0.2") + "/secret"
    done = get(tmp_path, site.says("/a", status=302, Location=there), private=False)
    assert "leads to 127.0.0.2, which is not on the public network" in why(done)
    assert "/secret" not in site.asked


def test_a_name_that_changes_its_mind_is_checked_each_time(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when it is asked first, this machine the next time."""
    port = int(site.address.rpartition(":")[2])
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    connected: list[str] = []

    def resolve(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(guard, "create_connection", connect)
    first = getter(private=False)
    for reason in ("its robots.txt cannot be read: it cannot be reached", "which is not on the"):
        with pytest.raises(NetworkError, match=reason):
            first.get(f"http://rebind.example:{port}/a")
        first._robots.clear()
    assert connected == ["93.184.216.34"]


def test_a_public_page_is_fetched_from_the_address_that_was_checked(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # nobody is there
    monkeypatch.setattr(guard, "is_public", lambda _: True)
    assert get(tmp_path, site.says("/a", page(1)), private=False).pages == 1


@pytest.mark.parametrize(
    "url",
    ["http://e.org/../../etc/passwd", "http://e.org/%2e%2e/x", "http://[::1]/",
     "http://e.org/" + "a" * 3000, "http://é.org/ü/\udcff", "http://../..", "http://e.org/a\x00b"],
)  # fmt: skip
def test_no_address_leads_out_of_the_directory(url: str) -> None:
    path = path_of(url)
    assert len(path.parts) == 2
    assert path.as_posix().replace("/", "-").replace(".warc", "").replace("-", "").isalnum()
    assert len(path.as_posix()) < 160


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["fetch", *args])


def test_the_command(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getting, "PAUSE", 0.0)
    url, out = site.says("/a", page(1)), str(tmp_path / "pages")
    refused = run(url, "-o", out)
    assert refused.exit_code == 1
    assert "--allow-private if that is what you want" in refused.stderr
    assert not (tmp_path / "pages").exists()
    done = run(url, site.address + "/gone", "-o", out, "--allow-private")
    assert done.exit_code == 3
    assert done.stderr.startswith("Fetched 1 page.\nSkipped 1:\n")
    assert run(url, "-o", out, "--allow-private").exit_code == 0


def test_packages_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "warcio", None)
    done = run("http://example.org/", "-o", str(tmp_path))
    assert done.exit_code == 1
    assert "pip install 'geokg[intake]'" in done.stderr
