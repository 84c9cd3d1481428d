"""What this process uses, as the kernel tells it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time

import pytest

from autograder.sandbox.inside import usage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
ME = os.getpid()


def test_this_process_is_listed_with_its_parent():
    assert ME in usage.processes()
    assert usage.parent_of(ME) == os.getppid() and usage.parent_of(2**30) == 0


def test_computing_time_is_that_of_the_clock_of_processes():
    end = time.process_time() + 0.02
    while time.process_time() < end:
        pass
    used = os.times()
    assert usage.cpu_seconds(ME) == pytest.approx(sum(used[:4]), abs=0.1)


def test_threads_are_counted():
    before, waiting = usage.threads_of(ME), threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert usage.threads_of(ME) == before + 1
    finally:
        waiting.set()
        thread.join()


def test_memory_is_what_the_process_holds_or_its_share_where_that_matters():
    held = usage.memory_of(ME, float("inf"))
    with open(f"/proc/{ME}/status", encoding="utf-8") as file:
        row = next(line for line in file if line.startswith("RssAnon:"))
    assert held >= int(row.split()[1]) * 1024 > 1 << 20
    assert usage.memory_of(ME, 0) > 1 << 20


LATER_THREAD = """
import ctypes, os, platform, threading, time

def hold():
    time.sleep(0.2)
    kept = b"x" * (50 << 20)
    print(flush=True)
    time.sleep(60)

threading.Thread(target=hold).start()
ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[platform.machine()], 0)
"""


def test_a_process_whose_first_thread_ended_is_alive_and_holds_what_the_others_hold():
    child = subprocess.Popen([sys.executable, "-c", LATER_THREAD], stdout=subprocess.PIPE)
    try:
        child.stdout.readline()
        assert usage.stat_of(child.pid)[0] == "Z"
        assert usage.is_alive(child.pid)
        assert usage.memory_of(child.pid, float("inf")) > 50 << 20
        assert usage.memory_of(child.pid, 0) > 50 << 20
    finally:
        child.kill()
        child.stdout.close()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not usage.is_alive(child.pid) and usage.memory_of(child.pid, 0) == 0
    child.wait()


def test_each_socket_may_hold_bytes():
    before = usage.memory_of_sockets()
    pairs = [socket.socketpair(socket.AF_UNIX) for _ in range(50)]
    try:
        assert usage.memory_of_sockets() - before >= 50 * usage.SOCKET_BYTES
    finally:
        for pair in pairs:
            for end in pair:
                end.close()
