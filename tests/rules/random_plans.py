"""Random plans that live through January, February and March, as closing sees them: for property tests."""

from datetime import timedelta

from hypothesis import strategies as st

from fingerpost.rules.classes import Status
from fingerpost.rules.closing import ActionRow
from fingerpost.rules.dates import in_month, on_day, unknown
from fingerpost.rules.dates.ledger import DateLedger, NotForTheLedger, OutOfOrder, Revision
from fingerpost.rules.decisions import Authority, ChangeKind, Decision
from fingerpost.rules.months import Month, months_between
from fingerpost.rules.policies import Counted, DecisionsCount, Policies
from fingerpost.rules.schedule import Schedule
from fingerpost.rules.updates import Declared, Progress, Update
from tests.rules.plans import FEBRUARY, JANUARY, MARCH, closed

PERIODS = (JANUARY, FEBRUARY, MARCH)
months = st.sampled_from(list(months_between(Month(2007, 7), Month(2008, 9))))
days = st.builds(lambda month, ahead: month.first_day + timedelta(days=ahead), months, st.integers(0, 27))
dates = st.one_of(months.map(in_month), days.map(on_day), st.just(unknown()))
declared = st.none() | st.builds(
    Declared,
    st.sampled_from([Status.ON_TARGET, Status.AMBER, Status.RED]),
    st.none() | st.just("Keys are late."),
    st.none() | st.just("P. Vale"),
)


def _revision(kind, day, month):
    moves = kind in (ChangeKind.REPROGRAMME, ChangeKind.EXTEND, ChangeKind.RESUME)
    return Revision(
        kind,
        Decision(day, "Cabinet", Authority.CABINET),
        new_date=in_month(month) if moves else None,
        resume_month=month if kind is ChangeKind.SUSPEND and month.number % 2 else None,
        review_month=month if kind is ChangeKind.SUSPEND and not month.number % 2 else None,
    )


def _ledger(original, asked):
    ledger = DateLedger(original)
    for revision in sorted(asked, key=lambda each: each.decided_on):
        try:
            ledger = ledger.with_revision(revision)
        except (OutOfOrder, NotForTheLedger):
            continue
    return ledger


kinds = st.sampled_from(
    [ChangeKind.REPROGRAMME, ChangeKind.EXTEND, ChangeKind.SUSPEND, ChangeKind.RESUME, ChangeKind.WITHDRAW]
)
updates_for = {
    period: st.one_of(
        st.none(),
        st.just(Update(period, Progress.ON_COURSE)),
        st.builds(lambda on, p=period: Update(p, Progress.COMPLETE, completed_on=on), days),
        st.builds(
            lambda expected, said, p=period: Update(
                p, Progress.NOT_COMPLETE, expected=expected, declared=said
            ),
            st.none() | dates,
            declared,
        ),
    )
    for period in PERIODS
}


@st.composite
def rows(draw, ref):
    programmed = tuple(sorted(draw(st.sets(months, max_size=4))))
    schedule = Schedule(programmed, ongoing=not programmed or draw(st.booleans()))
    added = draw(st.none() | st.none() | days)
    return ActionRow(
        ref=ref,
        title=f"Action {ref}",
        section="CP1",
        schedule=schedule,
        ledger=_ledger(
            schedule.original, draw(st.lists(st.builds(_revision, kinds, days, months), max_size=3))
        ),
        updates=tuple(each for each in (draw(updates_for[period]) for period in PERIODS) if each),
        service=draw(st.sampled_from(["Planning", "Streets", None])),
        added=None if added is None else Decision(added, "Cabinet", Authority.CABINET),
    )


policies = st.builds(
    Policies, counted=st.sampled_from(Counted), decisions_count=st.sampled_from(DecisionsCount)
)


@st.composite
def plans(draw, size=8):
    """The snapshots of three months of one random plan, each standing on the one before."""
    number = draw(st.integers(1, size))
    whole = tuple(draw(rows(f"1.{each}")) for each in range(1, number + 1))
    chosen = draw(policies)
    snapshots = []
    for period in PERIODS:
        previous = snapshots[-1] if snapshots else None
        day = period.last.last_day + timedelta(days=10)
        snapshots.append(closed(*whole, period=period, previous=previous, policies=chosen, closed_on=day))
    return tuple(snapshots)
