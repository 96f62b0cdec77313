"""What the database knows about its own past."""

from django.db import models


class Restoration(models.Model):
    """
    This database was once brought back from a backup.

    The newest id is the restore epoch: whoever remembers a smaller one may hold entries that the backup did not.
    """

    at = models.DateTimeField(auto_now_add=True)
    backup_made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Epoch {self.pk}, from the backup of {self.backup_made_at:%Y-%m-%d}"
