from django.apps import AppConfig


class SafekeepingConfig(AppConfig):
    name = "safekeeping"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from accounts.models import User
        from safekeeping.erasures import note

        post_delete.connect(note, sender=User, dispatch_uid="note_erasure")
