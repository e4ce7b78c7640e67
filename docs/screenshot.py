"""Take the pictures of the README: ``python docs/screenshot.py [BUILD]`` (needs Debian's chromium).

BUILD is a directory that ``kg build seeds/articles`` wrote; without it they are built first.
The page is opened at 1440 × 900 without a network: light with an event chosen, dark, around one
actor, and two actors over time.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from kg import claims, ontology, pipeline, statements
from kg.statements import Statement

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AROUND = "vladimir-putin"
TWO = ("IRN", "SAU")


def main() -> None:
    """Photograph the page of a build, four times."""
    browser_path = shutil.which("chromium") or sys.exit("chromium is not installed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build = Path(*sys.argv[1:2]) if sys.argv[1:] else Path(folder)
        if not sys.argv[1:]:
            pipeline.build([str(ROOT / "seeds" / "articles")], build)
        file = (build / pipeline.PAGE).resolve().as_uri()
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        onto = ontology.load()
        told = statements.merge(
            claims.read(build / pipeline.CLAIMS), symmetric=onto.symmetric, events=onto.events
        )
        event = best([s for s in told if s.relation in onto.events])
        tie = best([s for s in told if {s.subject.id, s.object.id} == {*TWO}])
        views = {
            "graph": ("light", f"statement={event}"),
            "graph-dark": ("dark", ""),
            "graph-around": ("light", f"node={AROUND}&around={AROUND}&hops=1"),
            "graph-two": ("light", f"view=pair&pair={TWO[0]}&pair={TWO[1]}&statement={tie}"),
        }
        for name, (scheme, fragment) in views.items():
            page = opened(browser, f"{file}#lang=en&{fragment}", scheme)
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
            page.close()
        browser.close()


def opened(browser: Browser, address: str, scheme: str) -> Page:
    """The page at ``address`` once everything has come to rest."""
    page = browser.new_page(
        viewport={"width": 1440, "height": 900}, offline=True, locale="en-GB",
        reduced_motion="reduce", color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    page.goto(address)
    page.wait_for_timeout(2500)
    return page


def best(told: list[Statement]) -> str:
    """The id of the statement with the most claims."""
    return max(told, key=lambda s: (len(s.claims), s.id)).id


if __name__ == "__main__":
    main()
