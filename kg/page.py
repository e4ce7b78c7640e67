"""graph.html: the whole graph and the sentences behind it, as one page that works offline.

pyvis builds the network and brings vis-network; the page around it is our own, because pyvis's
asks a CDN for its style and lets text become markup. Nothing of an article ever is markup here:
it travels compressed in a block no browser executes and is set as text. The page's policy lets
only the scripts run whose digests it names, and forbids every request.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.drawing import DASHES, KINDS, network
from kg.model import Entity
from kg.pagedata import packed, page_data
from kg.resources import TEMPLATES
from kg.statements import Statement
from kg.terms import VOCABULARIES, Names

SCRIPTS = (
    "page.words.js", "page.data.js", "page.dom.js", "page.filter.js", "page.search.js",
    "page.graph.js", "page.copy.js", "page.mend.js", "page.evidence.js", "page.panel.js",
    "page.ways.js", "page.time.js", "page.table.js", "page.pair.js", "page.share.js", "page.js",
)  # fmt: skip
"""In the order they need each other."""
PACKED = ("nodes", "articles", "statements", "claims")
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SLOT = re.compile(r"\{\{ (\w+) \}\}")
_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render(
    statements: Sequence[Statement],
    entities: Mapping[str, Entity],
    *,
    relation_labels: Mapping[str, Mapping[str, str]],
    families: Mapping[str, str],
    symmetric: Collection[str] = (),
    policy: str = "asserted",
    title: str = "Knowledge graph",
    texts: Mapping[str, str] | None = None,
) -> str:
    """The page as one HTML string; the same arguments give the same string.

    ``relation_labels`` are the words for each relation by language, ``families`` its PLOVER
    root, ``symmetric`` the relations drawn without an arrow. An entity missing from
    ``entities`` is shown as its statements name it. With ``texts`` (article id -> text) each
    sentence is shown with the words around it. Raises UsageError for an unknown ``policy``.
    """
    data = page_data(
        statements, entities, relation_labels, families, frozenset(symmetric), policy, texts or {}
    )
    data["network"] = network(data["nodes"], data["relations"], data["statements"])
    for name in PACKED:
        data[name] = packed(data[name])
    data["kinds"] = {kind: {"shape": look[0], "color": look[1]} for kind, look in KINDS.items()}
    data["dashes"] = DASHES
    data["base"] = VOCABULARIES | Names().prefixes
    script = "(() => {\n'use strict';\n" + "\n".join(map(_template, SCRIPTS)) + "})();\n"
    style, library = _template("page.css"), _vis_network()
    slots = {
        "title": html.escape(_printable(title)),
        "policy": _content_policy([library, script], style),
        "style": style,
        "library": library,
        "script": script,
        "data": _compressed(data),
        "words": _json(json.loads(_template("page.words.json"))),
    }
    # One pass: a slot's value that looks like a slot stays as it is.
    return _SLOT.sub(lambda match: slots[match[1]], _template("page.html"))


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    # Imported here: pyvis takes a third of a second, which every command would pay.
    import pyvis

    # Its style sheet is left out: 220 kB for an editor, a toolbar and tooltips we do not use.
    script = (Path(pyvis.__file__).parent / _VIS).read_text(encoding="utf-8")
    # A debugger would ask for the source map.
    return re.sub(r"\s*//# sourceMappingURL=.*\s*\Z", "\n", script)


def _content_policy(scripts: Sequence[str], style: str) -> str:
    return "; ".join((
        "default-src 'none'",
        f"script-src {' '.join(map(_digest, scripts))}",
        f"style-src {_digest(style)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ))  # fmt: skip


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _json(data: Any) -> str:
    """JSON that is safe inside a script element, whatever strings it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _printable(text.translate(_IN_SCRIPT))


def _compressed(data: Any) -> str:
    """JSON as the letters of base64: a third of the bytes, nothing an HTML parser could find."""
    return base64.b64encode(gzip.compress(_json(data).encode("utf-8"), mtime=0)).decode("ascii")


def _printable(text: str) -> str:
    # A lone surrogate cannot be written as UTF-8.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
