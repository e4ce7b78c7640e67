"""The page in headless Chromium without a network, for the tests of what one sees and does."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

from tests.tools import need

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Open:
    """A page that is open, and everything it did that it should not."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def heading(self) -> str:
        return self.page.inner_text("#panel h2")

    def counts(self) -> str:
        return self.page.inner_text("#counts")

    def hidden(self) -> int:
        """How many statements the page says are hidden."""
        return self._hidden()[0]

    def hidden_claims(self) -> int:
        return self._hidden()[-1]

    def _hidden(self) -> list[int]:
        told = self.counts().rpartition(" · ")[2]
        return [int(figure) for figure in re.findall(r"\d+", told)]

    def settle(self) -> None:
        """Until everything that waits for the next frame has been drawn."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def ready(self) -> None:
        """Until the graph is there and drawn."""
        self.until("window.kgPage !== undefined")
        self.settle()

    def until(self, truth: str, seconds: float = 20) -> None:
        """Until an expression holds; Playwright's own waiting is eval, which the page forbids."""
        deadline = time.monotonic() + seconds
        while not self.page.evaluate(truth):
            assert time.monotonic() < deadline, f"never: {truth}"
            time.sleep(0.02)

    def node(self, id_: str) -> None:
        self.page.evaluate("id => kgPage.selectNode(id)", id_)
        self.settle()

    def edge(self, id_: str) -> None:
        self.page.evaluate("id => kgPage.selectEdge(id)", id_)
        self.settle()

    def view(self, name: str) -> None:
        self.page.click(f"[data-view={name}]")

    def click_canvas(self, x: float, y: float) -> None:
        """Click a point of the drawing."""
        place = self.page.evaluate("([x, y]) => kgPage.network.canvasToDOM({x, y})", [x, y])
        frame = self.page.locator("#network canvas").bounding_box()
        assert frame
        self.page.mouse.click(frame["x"] + place["x"], frame["y"] + place["y"])
        self.settle()

    def drawn(self, what: str) -> list[int]:
        """The ids of the "nodes" or "edges" that can be seen."""
        found: list[int] = self.page.evaluate(
            "what => Object.values(kgPage.network.body[what])"
            ".filter(item => !item.options.hidden && typeof item.id === 'number')"
            ".map(item => item.id).sort((a, b) => a - b)",
            what,
        )
        return found

    def choose(self, field: str, text: str) -> None:
        """Type into a field that finds names, and take the first."""
        self.page.fill(field, text)
        self.page.press(field, "Enter")

    def copied(self) -> str:
        """What is on the clipboard, after the page said so."""
        self.page.wait_for_selector("#said:not([hidden])")
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; see ``tests.tools.need``."""
    path = need("chromium", "install the Debian package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, file: Path, fragment: str = "", **options: Any) -> Iterator[Open]:
    """The page in ``file``; at the end it must have asked for nothing and complained of nothing."""
    context = browser.new_context(**{
        "viewport": {"width": 1500, "height": 900}, "reduced_motion": "reduce",
        "color_scheme": "light", "locale": "en-GB", "timezone_id": "UTC",
        "permissions": ["clipboard-read", "clipboard-write"], **options,
    })  # fmt: skip
    page = context.new_page()
    seen = Open(page)

    def refuse(route: Any, request: Request) -> None:
        seen.requests.append(request.url)
        if request.url.partition("#")[0] == file.as_uri():
            route.continue_()
        else:
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            seen.complaints.append(message.text)

    def surprise(dialog: Dialog) -> None:
        seen.complaints.append(dialog.message)
        dialog.dismiss()

    context.set_offline(True)
    context.route("**/*", refuse)
    context.on("page", lambda other: seen.complaints.append(f"opened {other.url}"))
    page.on("console", listen)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", surprise)
    page.goto(file.as_uri() + fragment)
    seen.ready()
    yield seen
    context.close()
    assert {url.partition("#")[0] for url in seen.requests} == {file.as_uri()}
    assert seen.complaints == []
