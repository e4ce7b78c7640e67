"""Lines as they stand on a printed page -> paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

SHORT = 0.6
"""Of the usual length: a line shorter than this is a heading, or the last of its paragraph."""
ENDING = 0.9
"""Of the usual length: a line shorter than this that ends a sentence ends its paragraph."""
REPEATED = 3
"""Pages on which the same line stands on top or at the bottom: it is the name of the paper."""

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_NUMBER = re.compile(r"\W*(?:page\s+)?\d+(?:\s*(?:/|of|sur)\s*\d+)?\W*", re.IGNORECASE)
_END = re.compile(r"[.!?…:»”\"][)\]]?$")
_ITEM = re.compile(r"[•●▪◦‣–—-]\s")
_SPLIT = re.compile(r"(\w+)-$")
_STAYS = re.compile(
    r"(?:nord|sud|est|ouest|north|south|east|west|ex|non|vice|anti|pro|self|extra|inter|sous|avant"
    r"|après|mi|demi|semi|porte|contre|co|post|pre|pré|quasi|above|well|long|short|high|low)",
    re.IGNORECASE,
)
"""First parts of compounds that keep their hyphen when a line ends after it."""
_JOINED = re.compile(
    r"(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce|ci|là|même|mêmes|moi)\b|[A-ZÀ-Þ\d]"
)
"""What a hyphen goes before: French inversions, names, numbers."""


def paragraphs(pages: Sequence[Sequence[str]]) -> str:
    """The text of ``pages`` (their lines), a paragraph a line: hyphens at the end of lines, page
    numbers and lines repeated on every page are gone, ligatures are letters."""
    cleaned = [[_clean(line) for line in page] for page in pages]
    lines = [line for page in _without_margins(cleaned) for line in page]
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return ""
    # The longest tenth may be tables; headings and last lines are the short ones.
    usual = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    words = set(re.findall(r"\w+(?:-\w+)*", "\n".join(lines).lower()))
    parts: list[str] = []
    ended = True
    for line in lines:
        if not line:
            ended = True
            continue
        if not parts or ended or _ITEM.match(line):
            parts += ["\n", line]
        else:
            parts[-1:] = _join(parts[-1], line, words)
        share = len(line) / usual
        ended = not _SPLIT.search(line) and (
            share < SHORT or (share < ENDING and bool(_END.search(line)))
        )
    return "".join(parts[1:])


def _clean(line: str) -> str:
    line = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), line)
    # A soft hyphen is a place where a line may break: at the end of one it did.
    line = re.sub("\u00ad(?=\\s*$)", "-", line).replace("\u00ad", "")
    return " ".join(line.split())


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """The pages without their numbers and running heads."""
    edges = Counter(edge for page in pages for edge in {_edge(page, 0), _edge(page, -1)})
    kept = []
    for page in pages:
        lines = list(page)
        for side in (0, -1):
            edge = _edge(lines, side)
            if edge and (_NUMBER.fullmatch(edge) or edges[edge] >= REPEATED):
                lines.remove(edge) if side == 0 else lines.pop(_last(lines, edge))
        kept.append(lines)
    return kept


def _edge(page: Sequence[str], side: int) -> str:
    """The first (0) or last (-1) line of a page that is not empty."""
    filled = [line for line in page if line]
    return filled[side] if filled else ""


def _last(lines: Sequence[str], line: str) -> int:
    return len(lines) - 1 - lines[::-1].index(line)


def _join(before: str, line: str, words: set[str]) -> list[str]:
    """A line and the one that goes on with it, as pieces of one text."""
    match = _SPLIT.search(before)
    if match is None:
        return [before, " ", line]
    first = match[1].lower()
    rest = re.match(r"\w*", line)
    second = rest[0].lower() if rest else ""
    kept = f"{first}-{second}" in words or _STAYS.fullmatch(first) or _JOINED.match(line)
    if kept and first + second not in words:
        return [before, line]
    return [before[:-1], line]
