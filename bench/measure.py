"""What one run of a command costs: wall, CPU and peak memory, as the kernel counts them."""
import os
import statistics
import time

COSTS = ("wall", "cpu", "peak_mib")


class Failed(Exception):
    """A command that ended with another status than 0."""


def run(command, log):
    """Runs `command` (a list) and returns its costs; what it says goes to the file `log`.

    wait4 gives the peak of the largest process where a command is a pipe. A child's peak begins at
    that of its parent, so the program that calls this stays small: it reads no data itself."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    try:
        start = time.perf_counter()
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, out, 1),
            (os.POSIX_SPAWN_DUP2, out, 2)])
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
    finally:
        os.close(out)
        os.close(null)
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        with open(log, encoding="utf-8", errors="replace") as said:
            raise Failed(f"{' '.join(command)}\nended with {code}:\n{said.read()[-2000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak_mib": usage.ru_maxrss / 1024}


def warm(path):
    """Reads a file once, so that no run pays for the disk."""
    block = bytearray(1 << 20)
    with open(path, "rb", buffering=0) as source:
        while source.readinto(block):
            pass


def medians(runs):
    return {cost: statistics.median(run[cost] for run in runs) for cost in COSTS}
