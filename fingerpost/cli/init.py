"""`fingerpost init`: the data folder, the database, the first council and its administrator."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from fingerpost.cli.files import Refused, progress

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "init",
        help="make the database, the first council and its administrator",
        description="Make the data folder and bring the database up to date, found a council with its first "
        "administrator, and print a link with which they set their password. It asks for what is not given. "
        "Run it again for another council of the same installation.",
    )
    command.add_argument("--council", metavar="NAME", help="the council's name")
    command.add_argument(
        "--short-name",
        metavar="NAME",
        help="begins the addresses of its pages: small letters, digits and hyphens (made from the name if not given)",
    )
    command.add_argument("--administrator", metavar="NAME", help="the first administrator's name")
    command.add_argument("--email", metavar="ADDRESS", help="their e-mail address, with which they sign in")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Found the council and print the administrator's link."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fingerpost.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.management import call_command
    from django.core.validators import validate_email

    from fingerpost.people.clock import now
    from fingerpost.people.invitations import password_link
    from fingerpost.people.operations.council import NAMES_TAKEN, ShortNameTaken, found_council

    council = asked.council or _ask("The council's name", "--council")
    short_name = asked.short_name or short(council)
    if (
        not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", short_name)
        or len(short_name) > 40
        or short_name in NAMES_TAKEN
    ):
        raise Refused(
            f"“{short_name}” cannot be a short name: small letters, digits and hyphens between them, "
            f"40 at most, and not {', '.join(sorted(NAMES_TAKEN))}. Give another with --short-name."
        )
    administrator = asked.administrator or _ask("The first administrator's name", "--administrator")
    email = asked.email or _ask("Their e-mail address", "--email")
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"“{email}” is not an e-mail address.") from None
    settings.DATA.mkdir(parents=True, exist_ok=True)
    progress("Bringing the database up to date …")
    call_command("migrate", verbosity=0, interactive=False)
    try:
        person = found_council(
            slug=short_name, name=council, administrator=administrator, email=email, at=now()
        )
    except ShortNameTaken as refusal:
        raise Refused(f"{refusal} Give another with --short-name.") from refusal
    print(f"{council} is founded, at {settings.SITE_ADDRESS}/{short_name}/")
    if person.user is not None and not person.user.has_usable_password():
        print(f"{administrator} sets their password here; the link works once, for three days:")
        print(password_link(person.user))
    else:
        print(f"{administrator} has an account already and signs in with {email}.")
    return 0


def short(name: str) -> str:
    """A short name made from a council's name: "Harrow Vale District Council" gives "harrow-vale"."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return (
        re.sub(r"(-(district|borough|county|city|metropolitan|council))+$", "", words)[:40].strip("-")
        or words[:40]
    )


def _ask(what: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(f"{what} is missing. Give it with {option}.")
    answer = input(f"{what}: ").strip()
    if not answer:
        raise Refused(f"{what} is needed.")
    return answer
