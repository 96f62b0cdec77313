"""`manage.py reset_second_step`: let somebody in again who lost their phone, their key and their recovery codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.commands import person_called
from accounts.leaving import end_sessions


class Command(BaseCommand):
    help = "Forget the second step and recovery codes of --username and end every log-in; the password stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", required=True)

    @transaction.atomic
    def handle(self, *, username: str, **options: Any) -> None:
        user = person_called(username)
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
        self.stdout.write(f"{username} logs in by password next and sets up a second step anew.")
