"""What a reading depends on besides its article: the code and the data files of kg."""

from __future__ import annotations

import hashlib
from functools import cache

from kg import resources

_SUFFIXES = {".py", ".toml", ".ttl", ".csv"}


@cache
def fingerprint() -> str:
    """A digest that changes with every file a reading may depend on.

    Coarse on purpose: a change that does not matter costs another reading, one that is missed
    would leave claims that kg no longer makes.
    """
    digest = hashlib.sha256()
    for root in (resources.PACKAGE, resources.ONTOLOGY, resources.ENTITIES):
        for path in sorted(p for p in root.rglob("*") if p.suffix in _SUFFIXES):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
