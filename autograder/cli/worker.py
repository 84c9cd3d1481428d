"""The command `autograder worker`: this machine grades for a Dask scheduler."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

import click

from autograder.core import about
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root

AGAIN_SECONDS = 2.0
OPTIONS = {
    "memory_limit": 0,  # what learners use is limited by the sandbox
    "silence_logs": logging.CRITICAL,
    "preload": ["autograder.grading.one"],  # imported before there is work
}


@click.command()
@click.argument("address")
@click.option("--slots", type=click.IntRange(1), default=None, help="How many at once.")
def worker(address: str, slots: int | None) -> None:
    """Grade here for the Dask scheduler at ADDRESS, until stopped.

    Whoever can reach the scheduler can run anything on its workers: keep it in a network of
    your own, or use TLS.
    """
    from autograder.cli.means import default_jobs
    from autograder.sandbox.walls import walls_of_this_machine

    try:
        from distributed.comm import get_address_host_port

        get_address_host_port(address)
    except ModuleNotFoundError:
        raise about.not_installed("distributed", "cluster") from None
    except ValueError:
        words = _("{address} is not an address; one looks like tcp://host:8786", address=address)
        raise CommandError(words) from None
    course_root()
    walls = walls_of_this_machine()
    count = slots or default_jobs()
    names = ", ".join(walls.names)
    standing = names if walls.enough else _("too few, see `autograder doctor`")
    words = _("autograder worker for {address}: slots: {count}; walls: {walls}")
    click.echo(words.format(address=address, count=count, walls=standing))
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_serve(address, count))


async def _serve(address: str, slots: int) -> None:
    """Keep every slot at work until this process is told to end."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    work = asyncio.gather(*(_slot(address, tells=n == 0) for n in range(slots)))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    await work


async def _slot(address: str, tells: bool) -> None:
    """Keep one process with one thread at work; when the scheduler is lost, wait for it."""
    from distributed import Nanny

    waits = False
    while True:
        try:
            async with Nanny(address, nthreads=1, **OPTIONS) as nanny:
                if tells:
                    click.echo(_("at work for {address}", address=address))
                waits = False
                await nanny.finished()
        except (OSError, RuntimeError):
            if tells and not waits:
                words = _("no scheduler answers at {address}: waiting for it", address=address)
                click.echo(words, err=True)
            waits = True
        await asyncio.sleep(AGAIN_SECONDS)
