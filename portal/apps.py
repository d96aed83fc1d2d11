"""Set the shell up: its checks."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Framsteg"

    def ready(self) -> None:
        from portal import checks  # noqa: F401  # registering is all it does
