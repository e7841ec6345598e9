"""Fills a Tryton database of its own for `make bench-peers`; run by that Tryton's Python, not ours."""

import os
from datetime import timedelta

from trytond import config

config.update_etc(os.environ["TRYTOND_CONFIG"])

from trytond.pool import Pool  # noqa: E402 — Tryton wants its configuration first
from trytond.transaction import Transaction  # noqa: E402 — as above

AT_A_TIME = 500

Pool.start()
pool = Pool("bench")
with Transaction().start("bench", 1):
    pool.init()
with Transaction().start("bench", 1) as transaction:
    (currency,) = pool.get("currency.currency").create(
        [{"name": "Pound", "symbol": "£", "code": "GBP", "numeric_code": "826"}]
    )
    (party,) = pool.get("party.party").create([{"name": "Council"}])
    (company,) = pool.get("company.company").create([{"party": party.id, "currency": currency.id}])
    User = pool.get("res.user")
    User.write(
        User.search([("login", "=", "admin")]),
        {"companies": [("add", [company.id])], "company": company.id},
    )
    Work = pool.get("project.work")
    with transaction.set_context(company=company.id):
        for count in map(int, os.environ["COUNTS"].split(",")):
            (plan,) = Work.create([{"name": f"Plan of {count}", "type": "project", "company": company.id}])
            for first in range(0, count, AT_A_TIME):
                Work.create(
                    [
                        {
                            "name": f"Action {number + 1} of the improvement plan",
                            "type": "task",
                            "parent": plan.id,
                            "company": company.id,
                            "effort_duration": timedelta(hours=number % 12),
                        }
                        for number in range(first, min(first + AT_A_TIME, count))
                    ]
                )
            print(plan.id)
