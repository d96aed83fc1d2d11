"""Write log lines as JSON, one event a line, for machines that collect them."""

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """JSON escapes newlines, so that a logged text cannot pose as another event. `instance` names a node."""

    def __init__(self, instance: str = "") -> None:
        super().__init__()
        self.instance = instance

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if self.instance:
            event["instance"] = self.instance
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False)
