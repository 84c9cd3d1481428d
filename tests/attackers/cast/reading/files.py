"""Reads the solutions, the checks, the labels, other submissions, results and the system's."""

from pathlib import Path

FILES = """@HOME@/solutions/04_layers/layers.py @HOME@/exercises/04_layers/test_layers.py
@HOME@/data/thresholds.toml @HOME@/data/mnist5k/MNIST/raw/t10k-labels-idx1-ubyte
@HOME@/autograder/checks/ask.py @CLASS@/a-right/layers.py @OUT@/results/a-right.json @OUT@/.lock
@PUBLIC@/victim /etc/passwd /etc/shadow /etc/hostname /root/.bashrc /proc/kcore /dev/mem
/proc/1/root@PUBLIC@/victim /proc/self/root@PUBLIC@/victim /proc/1/cwd/../@PUBLIC@/victim"""


def predict_image(model, image_path):
    opened = []
    for path in FILES.split():
        try:
            with open(path, "rb") as file:
                file.read(1)
            opened.append(path)
        except OSError:
            pass
    for place in ("@HOME@/solutions", "@HOME@/exercises", "@CLASS@", "@OUT@", "@PUBLIC@", "/root"):
        try:
            opened += list(Path(place).iterdir())
        except OSError:
            pass
    raise ValueError(f"opened {opened}")
