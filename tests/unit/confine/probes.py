"""A room that does what a taken-over child would try; run as a script, never imported by one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from pristan.case import say
from pristan.confine.inside import serve
from pristan.confine.refusals import Refused

SECRET = "ПРИМЕРОВ"


def answer(request: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    what = request["do"]
    try:
        return {"got": attempt(what)}, blobs
    except OSError as error:
        return {"refused_by_system": type(error).__name__}, []


def attempt(what: str) -> Any:
    match what:
        case "echo":
            return "echo"
        case "print":
            print("this goes nowhere", flush=True)
            return os.write(1, b"nor does this")
        case "inet":
            socket.socket(socket.AF_INET)
        case "inet6":
            socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        case "unix":
            socket.socket(socket.AF_UNIX)
        case "pair":
            socket.socketpair()
        case "read":
            return Path("/etc/passwd").read_text()
        case "list":
            return list(map(str, Path("/").iterdir()))
        case "write":
            return Path("/tmp/pristan-probe").write_text(SECRET)
        case "program":
            return subprocess.run(["/bin/true"]).returncode
        case "fork":
            return os.fork()
        case "kill":
            os.kill(os.getppid(), 0)
        case "thread":
            thread = threading.Thread(target=time.sleep, args=(0,))
            thread.start()
            return thread.join()
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(600)
        case "memory":
            return len(bytearray(4 << 30))
        case "abort":
            os.abort()
        case "mistake":
            raise KeyError(SECRET)
        case "refuse":
            raise Refused(say("probe.no", "No, {name}: {count}.", name=SECRET, count=3))
        case "surroundings":
            return [sorted(os.environ), str(Path.cwd()), descriptors()]
    return None


def descriptors() -> list[int]:
    found = []
    for number in range(64):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found


if __name__ == "__main__":
    sys.exit(serve(answer))
