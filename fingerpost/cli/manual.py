"""The manual page of the commands, from the command line itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.cli.main import EXITS, parser

if TYPE_CHECKING:
    import argparse

INTRODUCTION = "# The commands\n\nEvery command also explains itself: `fingerpost COMMAND --help`.\n"


def manual() -> str:
    """Every command with its arguments and options, as Markdown."""
    parts = [INTRODUCTION, f"```text\n{EXITS}```\n"]
    for name, command in _commands(parser()).items():
        parts.append(f"## fingerpost {name}\n\n{(command.description or '').strip()}\n")
        parts.append("| Argument | Meaning |\n|---|---|")
        parts += [f"| {_names(each)} | {_meaning(each)} |" for each in _arguments(command)]
        parts.append("")
    return "\n".join(parts)


def _commands(whole: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands of a parser by name; argparse has no public way to them."""
    for action in vars(whole)["_actions"]:
        if isinstance(action.choices, dict):
            return action.choices
    return {}


def _arguments(command: argparse.ArgumentParser) -> list[argparse.Action]:
    return [each for each in vars(command)["_actions"] if each.dest != "help"]


def _names(argument: argparse.Action) -> str:
    value = str(argument.metavar or argument.dest.upper())
    if not argument.option_strings:
        return f"`{value}{' …' if argument.nargs == '+' else ''}`"
    return f"`{argument.option_strings[0]}{'' if argument.nargs == 0 else ' ' + value}`"


def _meaning(argument: argparse.Action) -> str:
    words = argument.help or "the file to read"
    if argument.option_strings and argument.required:
        words += " (required)"
    return words.replace("|", "\\|")
