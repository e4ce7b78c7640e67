"""CSV tables."""

from __future__ import annotations

import csv
import io

from rdflib import Graph

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def table(graph: Graph) -> bytes:
    """CSV, for spreadsheets: one row per statement, sorted by its id.

    A cell a spreadsheet would run as a formula gets an apostrophe in front.
    """
    from kg.network import EDGE, read_network

    network = read_network(graph)
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    subject, object_ = ([end, f"{end}_label", f"{end}_kind"] for end in ("subject", "object"))
    writer.writerow(["statement", *subject, "relation", *object_, *EDGE[1:]])
    edges = network.edges(keys=True, data=True)
    for *ends, key, edge in sorted(edges, key=lambda row: (row[2], *row[:2])):
        one, other = ([id_, *map(network.nodes[id_].get, ("label", "kind"))] for id_ in ends)
        relation, *more = (edge.get(name, "") for name in EDGE)
        cells = [key, *one, relation, *other, *more]
        writer.writerow([_harmless(str(cell)) for cell in cells])
    return rows.getvalue().encode("utf-8")


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA_SIGNS) else cell
