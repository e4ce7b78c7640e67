"""What a test needs from the machine: skipped without it at a desk, failed without it in CI."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest


def need(tool: str, hint: str) -> Path:
    """Where the program ``tool`` is; without it the test is skipped, in CI (``CI=true``) it fails.

    ``hint`` says what to install.
    """
    # Tests may run in an environment that is not activated.
    folders = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    found = shutil.which(tool, path=folders)
    if found:
        return Path(found)
    message = f"{tool} is not installed: {hint}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
