"""Grading on a Dask cluster, behind the same `concurrent.futures` as the pool of this machine.

Submissions travel as bytes and results as data. A worker grades with its own kit, data set and
walls; one whose version differs answers `Unfit`, and its work is done elsewhere.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Client

from autograder import kit
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import Slot
from autograder.sandbox.walls import NONE, walls_of_this_machine

from . import pool
from .settings import Settings
from .versions import Version, differences, version_here

MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class Order:
    """How a class is graded, and what a worker must have for it; travels with each submission."""

    seed: int
    limits: Limits
    exercises: tuple[str, ...]
    walled: bool
    data: str | None
    needed: Version


class Unfit(Exception):
    """A worker cannot do the work; its address, and why in a line."""


@dataclass
class Cluster:
    """Graders on the workers of a Dask scheduler; `data` is where these find the data set."""

    address: str
    data: Path | None
    walled: bool
    slots: int = 1

    @contextlib.contextmanager
    def pool(self, settings: Settings) -> Iterator[Executor]:
        """Give a pool that hands work on to the cluster; raises PoolLost where there is none."""
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        data = None if self.data is None else str(self.data)
        needed = version_here(settings.data)
        order = Order(settings.seed, settings.limits, settings.exercises, self.walled, data, needed)
        try:
            client = Client(self.address, set_as_default=False)
        except (OSError, ValueError) as error:
            words = f"no Dask scheduler answers at {self.address}: {error}"
            raise pool.PoolLost(words, exit_code=2) from None
        with ThreadPoolExecutor(MOST_AT_ONCE) as threads:
            try:
                yield _Pool(self, client, order, threads)
            finally:
                client.close()


class _Pool(Executor):
    """Waits for the cluster in a thread for each submission."""

    def __init__(
        self, cluster: Cluster, client: Client, order: Order, threads: ThreadPoolExecutor
    ) -> None:
        self.cluster, self.client, self.order, self.threads = cluster, client, order, threads
        self.workers = client.get_executor(pure=False)
        self.refused: set[str] = set()

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Hand work on to a worker, and to another one where it is refused."""
        return self.threads.submit(self._answer, work, *given, **named)

    def _answer(self, work: Callable[..., Any], *given: Any) -> Any:
        return self.workers.submit(prepared, self.order, work, *given).result()


_alone = threading.Lock()
_order: Order | None = None
_slot: Slot | None = None


def prepared(order: Order, work: Callable[..., Any], *given: Any) -> Any:
    """Do work on a worker as a process of a local pool does; prepares it once for an order."""
    global _order, _slot
    with _alone:
        if order != _order:
            settings = settings_here(order)
            if _slot is not None:
                _slot.close()
            _order, _slot = None, Slot(settings.walls, settings.limits)
            pool.prepare(settings, _slot)
            _order = order
        return work(*given)


def settings_here(order: Order) -> Settings:
    """Give the settings of an order on this worker; raises Unfit where it cannot be done."""
    try:
        data = kit.data_root(order.data).resolve()
    except kit.KitError as error:
        raise Unfit(str(error)) from None
    wrong = differences(version_here(data), order.needed)
    if wrong:
        raise Unfit(f"it has {wrong}")
    walls = walls_of_this_machine() if order.walled else NONE
    if order.walled and not walls.enough:
        raise Unfit("no sandbox can be put up there (see `autograder doctor`)")
    return Settings(order.seed, data, walls, order.limits, order.exercises)
