"""The manual page of the roles: who may do what, made from the table that is asked."""

from __future__ import annotations

from fingerpost.rules.roles import MAY, Act, Reach, Role

REACH = {Reach.ANY: "all", Reach.SERVICE: "their service", Reach.OWN: "their own"}
"""How far a permission goes, in a cell of the table."""

INTRODUCTION = """\
A person may have several roles; the widest reach counts. *Their own* are the actions that they lead or stand in for as
deputy, and what hangs on these; *their service* are those of the services that they head, and their own. Whoever acts
for a colleague who is away has the colleague's reach as lead or head of service, and no more. What the state of a thing
allows is another question, answered by its own table ([change requests](change-requests.md),
[Members' requests](members-requests.md))."""


def manual_of_roles() -> str:
    """The roles and what each may do, as Markdown."""
    inside = [each for each in Role if each is not Role.PUBLIC]
    everybody = [act for act in Act if all(MAY[role].get(act) is Reach.ANY for role in inside)]
    parts = [
        "# Roles: who may do what",
        INTRODUCTION,
        f"Everybody of the council may {', '.join(f'*{act}*' for act in everybody)}.",
        "Whoever is not of the council finds no page of it, but for what is published.",
        *(_of(role, everybody) for role in inside),
    ]
    return "\n\n".join(parts) + "\n"


def _of(role: Role, everybody: list[Act]) -> str:
    rows = [(act, reach) for act, reach in MAY[role].items() if act not in everybody]
    title = f"## {role[0].upper()}{role[1:]}"
    table = "\n".join(f"| {act} | {REACH[reach]} |" for act, reach in rows)
    return f"{title}\n\n| May | Of which |\n|---|---|\n{table}"
