"""Take the pictures of the README: ``python docs/screenshot.py`` (needs Debian's chromium).

Opens the page of the example graph without a network: with the meeting of two leaders chosen, in
French and dark, around one country, and on two countries.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from kg import claims, ontology, pipeline, statements

ROOT = Path(__file__).resolve().parent.parent
PICTURES: dict[str, tuple[str, Literal["light", "dark"]]] = {
    "graph": ("statement={statement}", "light"),
    "graph-dark": ("lang=fr", "dark"),
    "ego": ("around=PRK&hops=1&node=PRK", "light"),
    "dyad": ("view=pair&pair=RUS&pair=PRK", "light"),
}
"""Name -> what is shown, as the page's address tells it, and the colours."""
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
        for name, (view, scheme) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": 1440, "height": 900}, offline=True, color_scheme=scheme
            )
            fragment = view.format(statement=chosen(build))
            page.goto(f"{(build / pipeline.PAGE).as_uri()}#{fragment}")
            page.wait_for_function("window.kgPage && window.kgPage.network")
            page.wait_for_timeout(1500)
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
            page.close()
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
