"""Python's garbage collector, set for a server: no long pause in the middle of somebody's answer.

An explanation of the largest size makes some millions of small objects and drops them again. As Python is
set, all objects there are were looked through again and again meanwhile, with the interpreter held: half of
the work, and pauses in which nobody else is answered. What lives long here is made at the start and stays.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

# objects between two looks at the young ones; looks between two at the middle-aged, and then at all
THRESHOLDS = (2_000, 5, 10_000)


@asynccontextmanager
async def settled_memory(app: Any) -> AsyncIterator[None]:
    """The lifespan of a server process: what is there at its start is never looked through again."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
