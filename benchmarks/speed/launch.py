"""Runs a command and says what it took: a small process between, whose own memory is less than any command's.

On Linux the peak memory of a process includes what the one that started it had at that moment.
"""

import json
import os
import sys
import time


def main() -> None:
    """``launch.py OUTPUT PROGRAM ARGUMENTS...`` prints wall seconds, CPU seconds, peak memory in MiB and exit code."""
    output, *command = sys.argv[1:]
    began = time.perf_counter()
    process = os.posix_spawnp(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)],
    )
    _, status, usage = os.wait4(process, 0)
    took = time.perf_counter() - began
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    print(json.dumps([took, usage.ru_utime + usage.ru_stime, peak, os.waitstatus_to_exitcode(status)]))


if __name__ == "__main__":
    main()
