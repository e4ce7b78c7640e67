"""names.toml as it stands, read once. The only file of kg.naming that reads anything."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kg import resources


@cache
def data() -> dict[str, Any]:
    """The tables of names.toml by name."""
    return tomllib.loads(resources.NAMES.read_text(encoding="utf-8"))
