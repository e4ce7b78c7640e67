"""Take the picture of the README: ``python docs/screenshot.py`` (needs Debian's chromium).

Opens the page of the example graph without a network, with the meeting of two leaders chosen.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg import claims, ontology, pipeline, statements

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "graph.png"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Build seeds/articles and photograph its page at 1440 × 900."""
    browser_path = shutil.which("chromium") or sys.exit("chromium is not installed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build = Path(folder)
        pipeline.build(["seeds/articles"], build)
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, offline=True)
        page.goto((build / pipeline.PAGE).as_uri())
        page.wait_for_function("window.kgPage && window.kgPage.network")
        page.evaluate("id => kgPage.selectEdge(id)", chosen(build))
        page.wait_for_timeout(1500)
        page.screenshot(path=PICTURE)
        browser.close()


def chosen(build: Path) -> str:
    """The event with the most claims."""
    onto = ontology.load()
    merged = statements.merge(
        claims.read(build / pipeline.CLAIMS), symmetric=onto.symmetric, events=onto.events
    )
    told = [s for s in merged if s.relation in onto.events]
    return max(told, key=lambda s: (len(s.claims), s.id)).id


if __name__ == "__main__":
    main()
