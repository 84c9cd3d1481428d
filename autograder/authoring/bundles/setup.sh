#!/usr/bin/env bash
# Gradescope runs this once, when the machine's image is built.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
apt-get install --yes --no-install-recommends python3 python3-venv fonts-dejavu-core
python3 -m venv "$root/venv"
"$root/venv/bin/python" -m pip install --no-cache-dir -c "$root/source/kit/constraints.txt" $pip_options-e "$root/source/kit"
"$root/venv/bin/autograder" doctor
