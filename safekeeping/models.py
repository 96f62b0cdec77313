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


class Erasure(models.Model):
    """
    Somebody, by number only, was erased: noted where every server of this database sees it.

    What a restore goes by is the file beside the backups (`safekeeping.erasures`), which each backup brings up to date
    from here: the person may have been erased by another machine than the one that keeps the backups.
    """

    at = models.DateTimeField()
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"Number {self.number}, {self.at:%Y-%m-%d}"
