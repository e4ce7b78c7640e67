"""The only file that knows where the shipped data lie: ontology/, seeds/, lang/, templates.

In a checkout ``ontology/`` and ``seeds/`` stand beside ``kg/``; in an installed wheel they
are inside the package, under ``kg/_data`` (hatchling ``force-include``).
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_INSTALLED = PACKAGE / "_data"
_DATA = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent

ONTOLOGY = _DATA / "ontology"
SEEDS = _DATA / "seeds"
ENTITIES = SEEDS / "entities"
LANG = PACKAGE / "lang"
NAMES = PACKAGE / "naming" / "names.toml"
CONFIDENCE = PACKAGE / "confidence.toml"
TEMPLATES = PACKAGE / "templates"
