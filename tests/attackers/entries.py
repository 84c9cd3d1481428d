"""Hostile entries of a folder of submissions: archives, notebooks, folders and odd ids.

Each function writes one entry, named by its own name, into the folder of the class.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

from helpers import SOLUTIONS

from autograder.course.reference import solution_path

LAYERS = SOLUTIONS["layers.py"]
LINK = (stat.S_IFLNK | 0o777) << 16


# zip archives


def _zip(path: Path, members: dict[str, Any]) -> bytes:
    """Write a zip archive beside the right layers.py, and give its bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("layers.py", LAYERS)
        for name, content in members.items():
            archive.writestr(name, content)
    return path.read_bytes()


def zip_that_climbs(folder: Path) -> None:
    _zip(folder / "zip_that_climbs.zip", {"a/../../outside.py": "x = 1"})


def zip_with_an_absolute_path(folder: Path) -> None:
    _zip(folder / "zip_with_an_absolute_path.zip", {"/tmp/absolute.py": "x = 1"})


def zip_with_a_backslash(folder: Path) -> None:
    _zip(folder / "zip_with_a_backslash.zip", {"..\\..\\outside.py": "x = 1"})


def zip_with_a_drive(folder: Path) -> None:
    _zip(folder / "zip_with_a_drive.zip", {"C:outside.py": "x = 1"})


def zip_with_a_link(folder: Path) -> None:
    link = zipfile.ZipInfo("=1+1<b>\x1b[31m")
    link.external_attr, link.create_system = LINK, 3
    _zip(folder / "zip_with_a_link.zip", {})
    with zipfile.ZipFile(folder / "zip_with_a_link.zip", "a") as archive:
        archive.writestr(link, "/etc/passwd")


def zip_with_a_device(folder: Path) -> None:
    device = zipfile.ZipInfo("device")
    device.external_attr, device.create_system = (stat.S_IFCHR | 0o666) << 16, 3
    with zipfile.ZipFile(folder / "zip_with_a_device.zip", "w") as archive:
        archive.writestr(device, "")


def zip_encrypted(folder: Path) -> None:
    """Set the bit of encryption in both headers of the one member."""
    path = folder / "zip_encrypted.zip"
    raw = bytearray(_zip(path, {}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)


def zip_cut_off(folder: Path) -> None:
    path = folder / "zip_cut_off.zip"
    path.write_bytes(_zip(path, {"more.txt": "x" * 1000})[:-60])


def zip_with_damaged_bytes(folder: Path) -> None:
    path = folder / "zip_with_damaged_bytes.zip"
    raw = bytearray(_zip(path, {}))
    raw[100:140] = bytes(40)
    path.write_bytes(raw)


def zip_that_is_none(folder: Path) -> None:
    (folder / "zip_that_is_none.zip").write_bytes(b"PK\x05\x06" + os.urandom(400))


def zip_empty(folder: Path) -> None:
    (folder / "zip_empty.zip").write_bytes(b"")


def zip_with_a_name_twice(folder: Path) -> None:
    path = folder / "zip_with_a_name_twice.zip"
    _zip(path, {"layerz.py": "x = 1"})
    path.write_bytes(path.read_bytes().replace(b"layerz.py", b"layers.py"))


def zip_bomb(folder: Path) -> None:
    """A thousand million zeros in one megabyte."""
    with zipfile.ZipFile(folder / "zip_bomb.zip", "w", zipfile.ZIP_DEFLATED, True, 1) as archive:
        archive.writestr("layers.py", LAYERS)
        with archive.open("zeros.bin", "w") as file:
            for _ in range(1000):
                file.write(bytes(10**6))


def zip_bomb_that_lies(folder: Path) -> None:
    """Three hundred million zeros that say of themselves that they are ten bytes."""
    path = folder / "zip_bomb_that_lies.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, True, 1) as archive:
        archive.writestr("layers.py", bytes(3 * 10**8))
    sizes = struct.pack("<I", 3 * 10**8)
    path.write_bytes(path.read_bytes().replace(sizes, struct.pack("<I", 10)))


def zip_of_ten_thousand_files(folder: Path) -> None:
    _zip(folder / "zip_of_ten_thousand_files.zip", {f"{n}.txt": "" for n in range(10_000)})


def zip_a_hundred_folders_deep(folder: Path) -> None:
    _zip(folder / "zip_a_hundred_folders_deep.zip", {"d/" * 100 + "layers.txt": "x"})


def zip_with_a_file_that_is_a_folder(folder: Path) -> None:
    _zip(folder / "zip_with_a_file_that_is_a_folder.zip", {"layers.py/inner.py": "x = 1"})


def zip_with_a_nul_in_a_name(folder: Path) -> None:
    path = folder / "zip_with_a_nul_in_a_name.zip"
    _zip(path, {"a?b.py": "x = 1"})
    path.write_bytes(path.read_bytes().replace(b"a?b.py", b"a\0b.py"))


def zip_with_a_dot_as_a_name(folder: Path) -> None:
    _zip(folder / "zip_with_a_dot_as_a_name.zip", {".": "x = 1"})


def zip_with_a_very_long_path(folder: Path) -> None:
    name = "/".join(["d" * 250] * 19)
    _zip(folder / "zip_with_a_very_long_path.zip", {f"{name}/notes.txt": "x"})


def zip_in_an_unknown_method(folder: Path) -> None:
    path = folder / "zip_in_an_unknown_method.zip"
    raw = bytearray(_zip(path, {}))
    raw[8] = raw[raw.index(b"PK\x01\x02") + 10] = 97
    path.write_bytes(raw)


# tar archives


def _tar(path: Path, *members: tarfile.TarInfo) -> None:
    right = tarfile.TarInfo("layers.py")
    right.size = len(LAYERS.encode())
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(right, io.BytesIO(LAYERS.encode()))
        for member in members:
            archive.addfile(member, io.BytesIO(bytes(member.size)))


def _member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


def tar_with_a_hard_link(folder: Path) -> None:
    member = _member("hard", tarfile.LNKTYPE, "/etc/passwd")
    _tar(folder / "tar_with_a_hard_link.tar.gz", member)


def tar_with_a_link(folder: Path) -> None:
    _tar(folder / "tar_with_a_link.tar.gz", _member("soft", tarfile.SYMTYPE, "../../x"))


def tar_with_a_device(folder: Path) -> None:
    _tar(folder / "tar_with_a_device.tar.gz", _member("device", tarfile.CHRTYPE))


def tar_with_a_pipe(folder: Path) -> None:
    _tar(folder / "tar_with_a_pipe.tar.gz", _member("pipe", tarfile.FIFOTYPE))


def tar_that_climbs(folder: Path) -> None:
    _tar(folder / "tar_that_climbs.tar.gz", _member("../outside.py"))


def tar_with_an_absolute_path(folder: Path) -> None:
    _tar(folder / "tar_with_an_absolute_path.tar.gz", _member("/tmp/absolute.py"))


def tar_with_a_name_twice(folder: Path) -> None:
    _tar(folder / "tar_with_a_name_twice.tar.gz", _member("layers.py"))


def tar_cut_off(folder: Path) -> None:
    path = folder / "tar_cut_off.tar.gz"
    _tar(path)
    path.write_bytes(path.read_bytes()[:-200])


def tar_with_a_negative_size(folder: Path) -> None:
    """A header whose size is -1, in the base-256 form, with the right checksum."""
    header = bytearray(_member("minus.py").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"\xff" * 12
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header[:512]):06o}\0 ".encode()
    raw = gzip.compress(bytes(header) + bytes(10240))
    (folder / "tar_with_a_negative_size.tar.gz").write_bytes(raw)


def tar_with_an_endless_size(folder: Path) -> None:
    """A member of a zettabyte, of which nothing is there."""
    member = _member("endless.bin")
    member.size = 1 << 70
    raw = member.tobuf(tarfile.GNU_FORMAT) + bytes(10240)
    (folder / "tar_with_an_endless_size.tar.gz").write_bytes(gzip.compress(raw))


def tar_with_endless_headers(folder: Path) -> None:
    """Properties that are one long number, which some Pythons search from each of its digits."""
    member = _member("properties", tarfile.XHDTYPE)
    member.size = 400_000
    raw = member.tobuf(tarfile.GNU_FORMAT) + b"1" * 400_384 + bytes(10240)
    (folder / "tar_with_endless_headers.tar.gz").write_bytes(gzip.compress(raw))


def zip_of_many_copies(folder: Path) -> None:
    """Two thousand files of which each might be meant."""
    with zipfile.ZipFile(folder / "zip_of_many_copies.zip", "w") as archive:
        for number in range(1900):
            archive.writestr(f"somewhere else/{number}/layers ({number}).py", LAYERS)


def zip_of_many_signs(folder: Path) -> None:
    """Two thousand names of signs that could belong to a copy mark, and do not."""
    names = [f"a{'- _' * 80}{number}!.py" for number in range(1900)]
    _zip(folder / "zip_of_many_signs.zip", dict.fromkeys(names, "x = 1"))


def zip_deep_in_a_zip(folder: Path) -> None:
    """Two paths that are short enough, and together are not."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("/".join(["inner" * 40] * 4) + "/layers.py", LAYERS)
    with zipfile.ZipFile(folder / "zip_deep_in_a_zip.zip", "w") as archive:
        archive.writestr("/".join(["outer" * 40] * 4) + "/hand-in.zip", inner.getvalue())


def tar_with_odd_records(folder: Path) -> None:
    """A PAX record that gives a size that is no number."""
    member = _member("odd.py")
    member.pax_headers = {"size": "many", "mtime": "1e400"}
    with tarfile.open(
        folder / "tar_with_odd_records.tar.gz", "w:gz", format=tarfile.PAX_FORMAT
    ) as archive:
        archive.addfile(member)


def tar_with_properties_for_all(folder: Path) -> None:
    """Five thousand properties of every member, of which there are fifty thousand."""
    records = "".join(f"{len(f'{n:05x}') + 5} {n:05x}=\n" for n in range(5000)).encode()
    given = _member("given", tarfile.XGLTYPE)
    given.size = len(records)
    raw = given.tobuf(tarfile.GNU_FORMAT) + records + bytes(-len(records) % 512)
    raw += b"".join(_member(f"__pycache__/{n}").tobuf() for n in range(50_000))
    right = _member("layers.py")
    right.size = len(LAYERS.encode())
    raw += right.tobuf() + LAYERS.encode() + bytes(-right.size % 512) + bytes(1024)
    path = folder / "tar_with_properties_for_all.tar.gz"
    path.write_bytes(gzip.compress(raw, 1))


def tar_that_is_none(folder: Path) -> None:
    (folder / "tar_that_is_none.tar.gz").write_bytes(os.urandom(1000))


def gzip_bomb(folder: Path) -> None:
    """A thousand million zeros, compressed as one stream."""
    packer = zlib.compressobj(1, wbits=31)
    pieces = [packer.compress(bytes(10**7)) for _ in range(100)]
    (folder / "gzip_bomb.tgz").write_bytes(b"".join(pieces) + packer.flush())


def gzip_of_empty_pieces(folder: Path) -> None:
    """Two million gzip files without content, one behind the other."""
    (folder / "gzip_of_empty_pieces.tar.gz").write_bytes(gzip.compress(b"") * 2_000_000)


def tar_bomb(folder: Path) -> None:
    """A member of a thousand million zeros."""
    header = _member("zeros.bin")
    header.size = 10**9
    packer = zlib.compressobj(1, wbits=31)
    pieces = [packer.compress(header.tobuf())]
    pieces += [packer.compress(bytes(10**7)) for _ in range(100)]
    (folder / "tar_bomb.tar.gz").write_bytes(b"".join(pieces) + packer.flush())


# folders and single files


def _folder(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    (folder / name / "layers.py").write_text(LAYERS, encoding="utf-8")
    return folder / name


def folder_with_a_link(folder: Path) -> None:
    (_folder(folder, "folder_with_a_link") / "soft.py").symlink_to("/etc/passwd")


def folder_with_a_pipe(folder: Path) -> None:
    os.mkfifo(_folder(folder, "folder_with_a_pipe") / "relu.py")


def folder_with_a_device(folder: Path) -> None:
    """A socket stands for a device, which only root can make."""
    import socket

    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(_folder(folder, "folder_with_a_device"))
        try:
            server.bind("socket.py")
        finally:
            os.chdir(here)


def folder_a_hundred_folders_deep(folder: Path) -> None:
    (_folder(folder, "folder_a_hundred_folders_deep") / ("d/" * 100)).mkdir(parents=True)


def folder_of_three_thousand_files(folder: Path) -> None:
    place = _folder(folder, "folder_of_three_thousand_files")
    for number in range(3000):
        (place / f"{number}.txt").touch()


def link_as_a_submission(folder: Path) -> None:
    (folder / "link_as_a_submission").symlink_to("/etc")


def link_as_a_file(folder: Path) -> None:
    (folder / "link_as_a_file.py").symlink_to(solution_path("layers"))


def link_to_nothing(folder: Path) -> None:
    (folder / "link_to_nothing.zip").symlink_to(folder / "nowhere")


def pipe_as_a_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe_as_a_file.py")


def folder_that_is_empty(folder: Path) -> None:
    (folder / "folder_that_is_empty").mkdir()


def file_of_another_kind(folder: Path) -> None:
    (folder / "file_of_another_kind.exe").write_bytes(b"MZ")


def source_with_nuls(folder: Path) -> None:
    """Python that no parser reads; a submission all the same."""
    (folder / "source_with_nuls.py").write_bytes(b"def relu(x):\0\xff\xfe\n  return x\n")


def source_of_forty_megabytes(folder: Path) -> None:
    (folder / "source_of_forty_megabytes.py").write_bytes(b"#" * (40 << 20))


# notebooks


def _notebook(folder: Path, name: str, tree: Any) -> None:
    text = tree if isinstance(tree, str) else json.dumps(tree)
    (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")


def _cell(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source} | more


def notebook_with_magics(folder: Path) -> None:
    cells = [
        _cell("%matplotlib inline\n!touch /tmp/x; kill -9 1\n!!ls\n?relu\n%run other.py\n"),
        _cell("%%bash\nrm -rf /tmp/everything\n"),
        _cell("files = !ls\nhere = %pwd\n"),
        _cell(LAYERS.splitlines(keepends=True)),
    ]
    _notebook(folder, "notebook_with_magics", {"cells": cells})


def notebook_with_shell_calls(folder: Path) -> None:
    cells = [
        _cell("get_ipython().system('kill -9 1')"),
        _cell("raise SystemExit(0)"),
        _cell("import os\nos.system('kill -9 1')"),
        _cell(LAYERS),
        _cell("raise KeyError"),
    ]
    _notebook(folder, "notebook_with_shell_calls", {"cells": cells})


def notebook_with_broken_metadata(folder: Path) -> None:
    odd = {"metadata": None, "outputs": "none", "execution_count": [], "attachments": 5}
    cells = [5, None, "cell", [], {}, {"cell_type": 7}, _cell(LAYERS, **odd)]
    tree = {"metadata": [1], "nbformat": "four", "nbformat_minor": None, "cells": cells}
    _notebook(folder, "notebook_with_broken_metadata", tree)


def notebook_with_null_sources(folder: Path) -> None:
    cells = [_cell(None), _cell([None, 5]), _cell({}), {"cell_type": "code"}, _cell(LAYERS)]
    _notebook(folder, "notebook_with_null_sources", {"cells": cells})


def notebook_with_broken_letters(folder: Path) -> None:
    cells = [_cell("x = '\ud800'"), _cell("\0"), _cell("x = '\x1b[31m"), _cell(LAYERS)]
    _notebook(folder, "notebook_with_broken_letters", {"cells": cells})


def notebook_not_json(folder: Path) -> None:
    _notebook(folder, "notebook_not_json", "{'cells': [")


def notebook_not_utf8(folder: Path) -> None:
    (folder / "notebook_not_utf8.ipynb").write_bytes(b'{"cells": ["\xff\xfe"]}')


def notebook_without_cells(folder: Path) -> None:
    _notebook(folder, "notebook_without_cells", {"metadata": {}})


def notebook_of_one_number(folder: Path) -> None:
    _notebook(folder, "notebook_of_one_number", "1" * 100_000)


def notebook_nested_deep(folder: Path) -> None:
    _notebook(folder, "notebook_nested_deep", '{"cells": ' + "[" * 200_000)


def notebook_of_odd_worksheets(folder: Path) -> None:
    sheets = [{"cells": 5}, {"cells": None}, 7, {"cells": {"a": 1}}]
    _notebook(folder, "notebook_of_odd_worksheets", {"worksheets": sheets})


ENTRIES = {
    name: write
    for name, write in list(globals().items())
    if callable(write) and not name.startswith("_") and getattr(write, "__module__", "") == __name__
}
"""Every entry by its name."""


# ids

IDS = {
    "control characters": "bell\x07 and\nnew line\x1b[31m",
    "a formula": "=cmd|' %2FC calc'!A0",
    "an at sign": "@SUM(1,1)",
    "a minus": "-rf",
    "climbing": "a\\..\\..\\b",
    "climbing, escaped": "%2e%2e%2fgrades",
    "two dots at the end": "up..",
    "a dot at the end": "dot.",
    "a space at the end": "space ",
    "an emoji": "🐍👩‍🏫",
    "right to left": "gnp\u202e.exe",
    "a device": "CON",
    "a device with a suffix": "aux.txt",
    "two hundred letters": "l" * 200,
    "letters of four bytes": "𠀀" * 63,
    "capital letters": "Ada",
    "small letters": "ada",
    "composed": "\u00e9mile",
    "decomposed": "e\u0301mile",
    "invalid UTF-8": os.fsdecode(b"caf\xe9"),
    "HTML": "<img src=x onerror=alert(1)>",
    "rich's markup": "[red]x[link=http:x]y",
    "a percent sign and a hash": "100%#?&",
    "names of the results": "grades.csv",
    "a comma and quotes": 'a,"b"; c',
    "nothing but dots and dashes": "-.-.-",
}
"""Ids that are hard for terminals, file systems, pages or spreadsheets."""


def write_ids(folder: Path) -> dict[str, str]:
    """Write a right submission for each hard id; gives those that this file system takes."""
    for identity in IDS.values():
        _folder(folder, identity)
    return IDS
