"""A drive that never answers: a FUSE file system whose program reads no request."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_MOUNT = """
import ctypes, os, struct, sys, time
libc, folder = ctypes.CDLL(None, use_errno=True), sys.argv[1]
device = os.open("/dev/fuse", os.O_RDWR)
options = f"fd={device},rootmode=40000,user_id=0,group_id=0".encode()
if libc.mount(b"casetool-dead", folder.encode(), b"fuse", 0, options):
    sys.exit(f"not mounted: {os.strerror(ctypes.get_errno())}")
_, _, request = struct.unpack("<IIQ", os.read(device, 1 << 20)[:16])
answer = struct.pack("<IIIIHHIIHHI", 7, 31, 1 << 16, 0, 12, 10, 1 << 16, 1, 256, 0, 0)
answer = answer.ljust(64, bytes(1))
os.write(device, struct.pack("<IiQ", 16 + len(answer), 0, request) + answer)
print("mounted", flush=True)
time.sleep(600)
"""


@contextmanager
def dead_drive(folder: Path) -> Iterator[None]:
    """Put a drive that never answers over a folder. Skip the test where that is not allowed.

    Args:
        folder: an empty folder, or one whose files are out of reach meanwhile.
    """
    if sys.platform != "linux" or os.geteuid() != 0 or not Path("/dev/fuse").exists():
        pytest.skip("only root can mount a file system, and only Linux has /dev/fuse")
    server = subprocess.Popen(
        [sys.executable, "-c", _MOUNT, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    if server.stdout.readline() != "mounted\n":
        pytest.skip("no FUSE file system can be mounted here")
    try:
        yield
    finally:
        server.kill()
        server.communicate()
        subprocess.run(["umount", "-l", str(folder)], check=False)
