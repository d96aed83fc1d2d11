"""Do background work: run queued tasks one at a time, and take back render jobs whose lease has run out."""

import signal
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from reports import tasks

PAUSE_SECONDS = 1.0
REAP_SECONDS = 30.0


class Command(BaseCommand):
    """A task under way is finished before the process ends; what is cut off all the same, reaping takes back."""

    help = __doc__
    stopping = False
    worker: Worker | None = None

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        reaped = float("-inf")
        while not self.stopping:
            if time.monotonic() - reaped >= REAP_SECONDS:
                reaped = time.monotonic()
                tasks.reap(timezone.now())
            self.worker = self.new_worker()
            if not self.stopping:  # a signal may have come before there was a worker to tell
                self.worker.run()
            close_old_connections()
            if once:
                return
            if not self.stopping:
                time.sleep(PAUSE_SECONDS)

    def new_worker(self) -> Worker:
        """Return the library's worker, set to end when nothing waits, so that this loop keeps the reins."""
        return Worker(
            queue_names=settings.WORKER_QUEUES,
            interval=0.0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
        if self.worker is not None:
            self.worker.running = False
