"""Grading on a Dask cluster, behind the same `concurrent.futures` as the pool of this machine.

Submissions travel as bytes and results as data. A worker grades with its own kit, data set and
walls; one whose version differs answers `IncompatibleWorker`, and its work is done elsewhere.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dask
from distributed import Client, get_worker
from distributed.comm import get_address_host_port

from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.course import (
    NO_SETTINGS,
    CourseSettings,
    data_root,
    use_settings,
)
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import NO_WALLS, devices_for, walls_of_this_machine
from autograder.sandbox.zygote import Zygote

from .pool import GraderFailed, PoolLost, prepare
from .settings import Settings
from .slot import slot
from .versions import Version, differences, version_here

MAX_PARALLEL = 1000
FRESH = 2.0
"""Seconds after which the scheduler is asked again which workers there are."""
PATIENCE = 60.0
"""Seconds that a run waits for a worker when none is left."""
CONNECT = "10s"
GOES_ON = N_("the same command goes on where it stopped")
NO_SANDBOX = N_("no sandbox can be put up there (see `autograder doctor`)")


@dataclass(frozen=True)
class GradingJobSpec:
    """How a class is graded, and what a worker must have for it; travels with each submission."""

    seed: int
    limits: Limits
    exercises: tuple[str, ...]
    walled: bool
    data: str | None
    device: str
    language: str
    needed: Version
    own_seeds: bool = False
    course: CourseSettings = NO_SETTINGS


class IncompatibleWorker(Exception):
    """A worker cannot do the work; its address, and why in a line."""


@dataclass
class Cluster:
    """Graders on the workers of a Dask scheduler; `data` is where these find the data set."""

    address: str
    data: Path | None
    walled: bool
    current: _Pool | None = None

    @property
    def slots(self) -> int:
        """How many workers there are now, each a process that grades one at a time."""
        return max(1, len(self.current.fit())) if self.current else 1

    def check(self) -> None:
        """Raise PoolLost where no scheduler answers, or no worker is there."""
        with self._connected() as client:
            if not client.nthreads():
                raise _no_worker(self.address)

    @contextlib.contextmanager
    def _connected(self) -> Iterator[Client]:
        for name in ("distributed", "distributed.client"):  # we say ourselves what matters
            logging.getLogger(name).setLevel(logging.CRITICAL)
        warnings.filterwarnings("ignore", module="distributed")
        with dask.config.set({"distributed.comm.timeouts.connect": CONNECT}):
            try:
                get_address_host_port(self.address)
                client = Client(self.address, set_as_default=False)
            except (OSError, ValueError):
                words = _("no Dask scheduler answers at {address}", address=self.address)
                raise PoolLost(words, exit_code=2) from None
            try:
                yield client
            finally:
                client.close()

    @contextlib.contextmanager
    def pool(self, settings: Settings) -> Iterator[Executor]:
        """Return a pool that hands work on to the cluster; raises PoolLost where there is none."""
        data = None if self.data is None else str(self.data)
        version = version_here(settings.data)
        chosen = settings.exercises
        order = GradingJobSpec(
            settings.seed,
            settings.limits,
            chosen,
            self.walled,
            data,
            settings.device,
            settings.language,
            version,
            settings.own_seeds,
            settings.course,
        )
        with self._connected() as client:
            self.current = _Pool(client, order, self.address)
            try:
                self.current.ask_all()
                yield self.current
            finally:
                self.current.close()
                self.current = None


class _Pool(Executor):
    """Waits for the cluster in a thread for each submission."""

    def __init__(self, client: Client, order: GradingJobSpec, address: str) -> None:
        self.client, self.order, self.address = client, order, address
        self.workers = client.get_executor(pure=False)
        self.threads = ThreadPoolExecutor(MAX_PARALLEL)
        self.lock = threading.RLock()
        self.present: set[str] = set()
        self.refused: set[str] = set()
        self.asked, self.seen = 0.0, time.monotonic()
        self.closed = False

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Hand work on to a worker, and to another one where it is refused."""
        return self.threads.submit(self._answer, work, *args, **named)

    def ask_all(self) -> None:
        """Ask every worker whether it can grade; raises PoolLost where none can."""
        needed = self.order.needed
        try:  # Dask's scheduler reads what travels through it, so it needs the package too
            self.client.run_on_scheduler(differences, needed, needed)
            answers = self.client.run(why_unfit, self.order, on_error="return")
        except OSError:
            raise self._lost() from None
        except (ImportError, AttributeError):
            words = _("the scheduler at {address} must run where this kit is installed")
            raise PoolLost(words.format(address=self.address), exit_code=2) from None
        for address, why in answers.items():
            if why:
                self._refuse(address, str(why))
        if not answers:
            raise _no_worker(self.address)
        if not self.fit():
            words = _("no worker at {address} can grade this", address=self.address)
            raise PoolLost(words, exit_code=2)

    def fit(self) -> set[str]:
        """Return the workers that are there and did not refuse; raises PoolLost after a while."""
        with self.lock:
            now = time.monotonic()
            if now - self.asked > FRESH:
                try:
                    self.present, self.asked = set(self.client.nthreads()), now
                except OSError:
                    raise self._lost() from None
            workers = self.present - self.refused
            if workers:
                self.seen = now
            elif now - self.seen > PATIENCE:
                words = _("no worker is left at {address}", address=self.address)
                raise PoolLost(words + _("; ") + _(GOES_ON))
            return workers

    def _answer(self, work: Callable[..., Any], *args: Any) -> Any:
        """Wait for an answer; ask anew where a worker refused, or all that were asked are gone."""
        while not self.closed:
            where = self._choose()
            only = {"workers": sorted(where)} if where else {}
            answer = self.workers.submit(prepared, self.order, work, *args, **only)
            while not wait([answer], FRESH).done and not self.closed:
                if where.isdisjoint(self.fit()) and where:
                    answer.cancel()
                    break
            else:
                try:
                    return answer.result(0)
                except IncompatibleWorker as error:
                    self._refuse(*error.args)
                except CancelledError:
                    break
        raise self._lost()

    def _choose(self) -> set[str]:
        """Name the workers that may have it, none where any may; wait while there are none."""
        while self.refused and not self.fit() and not self.closed:
            time.sleep(FRESH)
        return self.fit() if self.refused else set()

    def _refuse(self, address: str, why: str) -> None:
        with self.lock:
            if address not in self.refused:
                self.refused.add(address)
                words = _("not used: worker {address}: {why}", address=address, why=_(why))
                print(f"autograder: {words}", file=sys.stderr)

    def _lost(self) -> PoolLost:
        words = _("the scheduler at {address} was lost", address=self.address)
        return PoolLost(words + _("; ") + _(GOES_ON))

    def close(self) -> None:
        """Let go of the cluster; what still runs there is forgotten."""
        self.closed = True
        self.client.close()
        self.threads.shutdown(cancel_futures=True)


def _no_worker(address: str) -> PoolLost:
    words = _("no worker is there: start one with `autograder worker {address}`", address=address)
    return PoolLost(words, exit_code=2)


_alone = threading.Lock()
_order: GradingJobSpec | None = None
_zygote: Zygote | None = None


def prepared(order: GradingJobSpec, work: Callable[..., Any], *args: Any) -> Any:
    """Do work on a worker as a process of a local pool does; prepares it once for an order."""
    global _order, _zygote
    with _alone:
        if order != _order:
            why = why_unfit(order)
            if why:
                raise IncompatibleWorker(get_worker().address, why)
            if _zygote is not None:
                _zygote.close()
            data = data_root(order.data)
            standing = walls_of_this_machine() if order.walled else NO_WALLS
            walls = dataclasses.replace(standing, devices=devices_for(order.device))
            use_settings(order.course)
            settings = Settings(
                order.seed,
                data,
                walls,
                order.limits,
                order.exercises,
                order.device,
                order.language,
                order.own_seeds,
                order.course,
            )
            _order, _zygote = None, slot(settings)
            try:
                prepare(settings, _zygote)
            except Exception as error:
                raise GraderFailed.by(error) from None
            _order = order
        return work(*args)


def why_unfit(order: GradingJobSpec) -> str:
    """Say in a line why this worker cannot do the work, nothing where it can."""
    try:
        wrong = differences(version_here(data_root(order.data)), order.needed)
    except CommandError as error:
        return str(error)
    if wrong:
        return f"it has {wrong}"
    if order.walled and not walls_of_this_machine().enough:
        return NO_SANDBOX
    return ""
