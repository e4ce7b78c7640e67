"""Which column of a table, or key of an object, is the text of an article, its title, its day …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.articles.inputs import Unreadable

NAMES = {
    "text": "text texte body content contenu corps article maintext main_text full_text fulltext"
    " article_text plain_text",
    "title": "title titre headline",
    "date": "date published published_at publication_date date_publish date_published publish_date"
    " published_date pub_date pubdate date_publication date_de_publication jour day",
    "url": "url link lien permalink article_url",
    "source": "source outlet publisher publication newspaper journal media média site sitename"
    " site_name editeur éditeur",
    "author": "author authors byline auteur auteure auteurs signature",
    "lang": "lang language langue",
}
"""Field -> names of its column, the likeliest first. Case, spaces and hyphens do not matter."""
_GAP = re.compile(r"[\s_-]+")


def choose(there: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """Field -> its column among those that are ``there``: the one it is ``told`` to be in, else
    the first of ``NAMES``.

    Raises Unreadable when a column that was told is missing, or there is none for the text.
    """
    columns = list(there)
    folded: dict[str, str] = {}
    for column in columns:
        folded.setdefault(_fold(column), column)
    chosen = {}
    for field, names in NAMES.items():
        if field in told:
            if told[field] not in columns:
                raise Unreadable(f"no column {told[field]!r}", _fix(columns))
            chosen[field] = told[field]
            continue
        found = next((folded[name] for name in names.split() if name in folded), None)
        if found is not None and found not in told.values():
            chosen[field] = found
    if "text" not in chosen:
        raise Unreadable("no column is known to hold the text", _fix(columns))
    return chosen


def plain(value: Any) -> str:
    """A value of JSON as the text of a field: lists joined by commas, of an object its name."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain, value)))
    if isinstance(value, dict):
        return plain(value.get("name"))
    return "" if value is None or isinstance(value, bool) else str(value)


def _fold(name: str) -> str:
    return _GAP.sub("_", name.strip().casefold())


def _fix(columns: Iterable[str]) -> str:
    shown = ", ".join(column[:40] for column in list(columns)[:20])
    return f"it has {shown or 'none'}: --columns text=NAME,title=NAME,date=NAME"
