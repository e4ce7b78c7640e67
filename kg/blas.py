"""Matrix products of the models by numpy's BLAS instead of the one thinc brings along.

The same numbers come out but for the last bits of a float (no label differs on the 56,000 tokens of
benchmarks/sieve.py); a product takes a third of the time on a processor with wide registers, and a
parse two thirds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import ThreadpoolController


class _Ops(NumpyOps):  # type: ignore[misc]  # thinc has no types for it
    def gemm(
        self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


@contextmanager
def loading() -> Iterator[None]:
    """Models that are loaded meanwhile multiply by numpy; not where they run on a graphics card or
    on a vendor's own library."""
    before = get_current_ops()
    if type(before) is NumpyOps:
        set_current_ops(_Ops())
    try:
        yield
    finally:
        set_current_ops(before)


@contextmanager
def one_thread() -> Iterator[None]:
    """Products take one processor: others belong to other workers, or to the user."""
    with _pools().limit(limits=1, user_api="blas"):
        yield


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()
