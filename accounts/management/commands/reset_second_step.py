"""`manage.py reset_second_step`: let somebody in again who lost their phone, their key and their recovery codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.leaving import end_sessions
from accounts.models import User


class Command(BaseCommand):
    help = "Forget the second step and recovery codes of --username and end every log-in; the password stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", required=True)

    @transaction.atomic
    def handle(self, *, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is nobody called {username}.")
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
        self.stdout.write(f"{username} logs in by password next and sets up a second step anew.")
