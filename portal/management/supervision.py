"""Keep child processes running, and end them together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

POLL_SECONDS = 0.2
GRACE_SECONDS = 30.0  # a PDF or an import under way may end; what is not done by then is taken up at the next start
SLOWEST_RESTART = 30.0
STEADY_SECONDS = 60.0
PR_SET_PDEATHSIG = 1


class Child:
    """One command, in a process group of its own so that Ctrl-C reaches the parent alone."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = 1.0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=end_with_parent)

    def exit_code(self) -> int | None:
        """Return None while it runs; a child never started counts as ended."""
        return 0 if self.process is None else self.process.poll()

    def restart_when_due(self, say: Callable[[str], object]) -> None:
        """Start it again if it has died: after 1 s, then 2, 4 … 30 s while it keeps dying young."""
        code = self.exit_code()
        if code is None:
            return
        lived = time.monotonic() - self.started
        if lived >= STEADY_SECONDS:
            self.pause = 1.0
        if lived < self.pause:
            return
        say(f"The {self.name} ended (exit code {code}); starting it again.")
        self.pause = min(self.pause * 2, SLOWEST_RESTART)
        self.start()


def end_with_parent() -> None:
    """Ask Linux to end this child when its parent dies, kill -9 included, so that no orphan holds the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def supervise(web: Child, worker: Child, *, stopping: Callable[[], bool], say: Callable[[str], object]) -> bool:
    """Run both until asked to stop or until the web server dies, then end both.

    Returns True when we were asked to stop, False when the web server ended by itself.
    """
    try:
        web.start()
        worker.start()
        while not stopping():
            if web.exit_code() is not None:
                return False
            worker.restart_when_due(say)
            time.sleep(POLL_SECONDS)
        return True
    finally:
        end([web, worker])


def end(children: list[Child]) -> None:
    """Ask each to end, wait for all, and kill what has not ended in time or was left behind by a child that died."""
    started = [child.process for child in children if child.process is not None]
    for process in started:
        process.send_signal(signal.SIGTERM)  # to it alone: a web server lets its own processes finish their answers
    deadline = time.monotonic() + GRACE_SECONDS
    for process in started:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
