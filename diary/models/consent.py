"""The person's word that their notes about their health may be kept."""

from django.db import models
from django.db.models import Q

from diary.owned import Owned


class Consent(Owned):
    """
    One giving of consent: which wording was read, when, and when it was taken back.

    A new wording asks again; the rows before it stay, so that it can be shown what was agreed to and when.
    """

    wording = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(condition=~Q(wording=""), name="consent_names_its_wording"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_is_given_before_it_is_withdrawn",
            ),
        ]
        indexes = [models.Index(fields=["user", "given_at"], name="consent_by_time")]
