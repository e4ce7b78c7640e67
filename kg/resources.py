"""The only file that knows where the shipped data lie: ontology/, seeds/, lang/, templates.

In a checkout ``ontology/`` and ``seeds/`` stand beside ``kg/``; in an installed wheel they
are inside the package, under ``kg/_data`` (hatchling ``force-include``).
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_DATA = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

ONTOLOGY = _DATA / "ontology"
SEEDS = _DATA / "seeds"
ENTITIES = SEEDS / "entities"
LANG = _PACKAGE / "lang"
NAMES = _PACKAGE / "naming" / "names.toml"
CONFIDENCE = _PACKAGE / "confidence.toml"
TEMPLATES = _PACKAGE / "templates"
