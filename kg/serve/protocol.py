"""What a request asks for, as the SPARQL 1.1 protocol and HTTP have it."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    RequestURITooLarge,
    UnsupportedMediaType,
)

LONGEST_BODY = 2**20
"""Bytes of a query. The longest of kg's own has 1,300."""
_LONGEST_ADDRESS = 2**14
"""Characters of a query in an address. Beyond it clients and servers disagree."""
_GRAPH_FIELDS = ("default-graph-uri", "named-graph-uri")
_UPDATE_FIELDS = ("update", "using-graph-uri", "using-named-graph-uri")


def sparql_of(request: Request) -> str | None:
    """The query of a request, None when it has none. Raises what HTTP has for what is wrong."""
    if len(request.query_string) > _LONGEST_ADDRESS:
        raise RequestURITooLarge("a query this long is sent by POST")
    fields = request.args
    direct = None
    if request.method == "POST":
        if request.mimetype == "application/sparql-update":
            raise Forbidden("this endpoint is read-only: it takes no updates")
        if request.mimetype == "application/sparql-query":
            direct = _utf8(request.get_data())
        elif request.mimetype == "application/x-www-form-urlencoded":
            fields = request.values
        else:
            kinds = "application/x-www-form-urlencoded or application/sparql-query"
            raise UnsupportedMediaType(f"a query is sent as {kinds}")
    if any(name in fields for name in _UPDATE_FIELDS):
        raise Forbidden("this endpoint is read-only: it takes no updates")
    for name in _GRAPH_FIELDS:
        if name in fields:
            raise BadRequest(f"there is one graph, and {name} cannot choose another: leave it out")
    sent = fields.getlist("query") + ([] if direct is None else [direct])
    if not sent and request.method in {"GET", "HEAD"}:
        return None
    return single(sent, "query")


def single(found: list[str], name: str) -> str:
    """The one value of a field. Raises BadRequest when there is none, or more than one."""
    if len(found) != 1:
        raise BadRequest(f"there must be one {name}, and there are {len(found)}")
    return found[0]


def _utf8(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise BadRequest("the query is not UTF-8") from None


def best(accepted: MIMEAccept, known: Mapping[str, str]) -> str | None:
    """The media type to answer with: the first for a request that does not say."""
    first = next(iter(known))
    return accepted.best_match(known) if accepted.provided else first
