"""Speaks in the place of the kit's own channel."""

import sys

worker = sys.modules["inside.worker"]
worker.Channel.write = lambda self, value: None
worker.wire.encode = lambda *values: b"\x00" * 8
