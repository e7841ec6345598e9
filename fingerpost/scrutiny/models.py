"""What Members asked, with every answer; what they watch; statements of portfolio holders; the Members' bulletin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.meetings.models import Meeting
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.monitoring.story import Told
from fingerpost.people.models import Council, Person
from fingerpost.plans.models import Action, Plan, Section
from fingerpost.rules import scrutiny
from fingerpost.rules.scrutiny import WAITING, ScrutinyKind, ScrutinyState
from fingerpost.scrutiny.wording import KINDS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

R_co = TypeVar("R_co", bound=models.Model, covariant=True)


class RecordStands(TypeError):
    """What was asked and answered is never deleted, and what was said never altered."""


class Kept(models.QuerySet[R_co]):
    """Rows that nobody deletes."""

    def delete(self) -> NoReturn:
        """Refused, always."""
        raise RecordStands("What was asked and answered is never deleted.")


def waits() -> Q:
    """What tells a request that waits to be answered."""
    those = Q()
    for kind, states in WAITING.items():
        those |= Q(kind=kind, state__in=sorted(states))
    return those


class Requests(Kept["Request"]):
    """Requests, with the day on which each answer is due."""

    def with_due(self) -> Requests:
        """Each with `due`: the day of the meeting that waits for the answer, or the day given."""
        return self.annotate(due=Coalesce(F("due_meeting__day"), F("due_on")))

    def soonest(self) -> Requests:
        """The next due first."""
        return self.order_by(Coalesce(F("due_meeting__day"), F("due_on")), "pk")

    def waiting(self) -> Requests:
        """Those that wait to be answered."""
        return self.filter(waits())

    def overdue(self, on: date) -> Requests:
        """Those that wait although the day has passed."""
        return self.waiting().filter(Q(due_meeting__day__lt=on) | Q(due_on__lt=on))

    def of_plan(self, plan: Plan) -> Requests:
        """Those about a plan, and those about none, of its council."""
        return self.filter(Q(plan=plan) | Q(plan=None), council_id=plan.council_id)


class Request(models.Model):
    """What a Member asked, what Members recommended, what was undertaken before them, or a rating that they dispute.

    `kind` and `state` are values of `rules.scrutiny`. `asked_by` is a Member with an account, `asked_by_name` a
    name or a body where there is none. It was asked at a meeting (with its minute reference) or between meetings.
    It is about an action, a section, or a figure (a class of a period), or about nothing in a plan; of a disputed
    action `period`, the status printed and the status claimed say which rating is meant. The answer is due at a
    meeting or on a day. `number` counts within the council. Everything said about it since is in its turns.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="requests")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=30)
    words = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="requests_made")
    asked_by_name = models.CharField(max_length=120, blank=True)
    asked_on = models.DateField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="requests")
    minute = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="requests_owned")
    due_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="answers_due"
    )
    due_on = models.DateField(null=True, blank=True)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="requests")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="requests")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="requests")
    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="requests")
    figure = models.CharField(max_length=20, blank=True)
    status_printed = models.CharField(max_length=20, blank=True)
    status_claimed = models.CharField(max_length=20, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = Requests.as_manager()

    class Meta:
        ordering = ("-asked_on", "-number")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council", "kind", "state"], name="asked_by_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "number"], name="request_number_once"),
            models.CheckConstraint(
                condition=Q(asked_by=None) ^ Q(asked_by_name=""), name="asked_by_a_person_or_a_name"
            ),
            models.CheckConstraint(
                condition=Q(due_meeting=None) ^ Q(due_on=None), name="due_at_a_meeting_or_on_a_day"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="asked_in_words"),
            models.CheckConstraint(
                condition=Q(action=None) | Q(section=None, figure=""), name="about_one_thing"
            ),
            models.CheckConstraint(condition=Q(section=None) | Q(figure=""), name="of_a_section_or_a_figure"),
            models.CheckConstraint(
                condition=Q(figure="") | Q(period__isnull=False), name="a_figure_has_its_period"
            ),
            models.CheckConstraint(
                condition=Q(action=None, section=None, period=None) | Q(plan__isnull=False),
                name="about_a_thing_of_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(~Q(kind=ScrutinyKind.DISPUTE), status_printed="", status_claimed="")
                | Q(
                    ~Q(status_printed=""),
                    ~Q(status_claimed=""),
                    kind=ScrutinyKind.DISPUTE,
                    action__isnull=False,
                    period__isnull=False,
                ),
                name="a_dispute_names_both_ratings",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.words[:80]}"

    @property
    def asker(self) -> str:
        """The name of whoever asked."""
        return self.asked_by.shown if self.asked_by is not None else self.asked_by_name

    @property
    def due_day(self) -> date:
        """The day on which the answer is due."""
        day = self.due_on if self.due_meeting is None else self.due_meeting.day
        assert day is not None
        return day

    @property
    def waits(self) -> bool:
        """Whether it waits to be answered."""
        return scrutiny.is_waiting(ScrutinyKind(self.kind), ScrutinyState(self.state))

    def is_overdue(self, on: date) -> bool:
        """Whether it waits although the day has passed."""
        return self.waits and self.due_day < on

    @classmethod
    def told_of(cls, action: Action, *, until: datetime) -> Iterator[Told]:
        """What Members asked about an action and what was said since, for its story (`monitoring.story`)."""
        rows = cls.objects.filter(action=action, recorded_at__lte=until).select_related("asked_by")
        for row in rows.prefetch_related("turns__by"):
            keys = {"council": action.plan.council.slug, "pk": row.pk}
            address = reverse("scrutiny:request", kwargs=keys)
            for turn in row.turns.all():
                if turn.at > until:
                    continue
                name, kind = turn.by.shown, KINDS[ScrutinyKind(row.kind)]
                if turn.state == row.first:
                    yield Told(turn.at, str(kind), row.words, row.asker, address)
                    continue
                state = STATES[ScrutinyState(turn.state)] if turn.state else _("Said")
                title = _("%(state)s: %(kind)s %(number)s") % {
                    "state": state,
                    "kind": str(kind).lower(),
                    "number": row.number,
                }
                yield Told(turn.at, title, turn.words, name, address)

    @property
    def first(self) -> ScrutinyState:
        """Where its kind begins."""
        return scrutiny.first_state(ScrutinyKind(self.kind))

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """Whoever is to answer (the leads of the action are asked through it, by becoming its owner)."""
        return () if self.owner_id is None else (self.owner_id,)

    @property
    def owner_service_id(self) -> int | None:
        """The service of the action, or else of whoever is to answer: its head may answer too."""
        if self.action is not None and self.action.service_id is not None:
            return self.action.service_id
        return None if self.owner is None else self.owner.service_id

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused, always."""
        raise RecordStands("What was asked is never deleted.")


class Turn(models.Model):
    """Something said about a request, and where it stood after that: written once and never altered.

    `state` is empty where the words moved nothing. A response of Cabinet has its meeting and minute reference.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="turns")
    at = models.DateTimeField()
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    state = models.CharField(max_length=30, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="responses")
    minute = models.CharField(max_length=40, blank=True)

    objects = Kept.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(words="", state=""), name="a_turn_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.words[:80]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Refuses to write over it."""
        if not self._state.adding:
            raise RecordStands("What was said is never altered; say it again.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused, always."""
        raise RecordStands("What was said is never deleted.")


class Watch(models.Model):
    """That somebody watches an action, or everything in a section."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="watches")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="watches")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="watches")

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "watches"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(action=None) ^ Q(section=None), name="watch_one_thing"),
            models.UniqueConstraint(fields=["person", "action"], name="watch_action_once"),
            models.UniqueConstraint(fields=["person", "section"], name="watch_section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.action or self.section}"


class Statement(models.Model):
    """What the portfolio holder says of an action that slipped in a period. A later one stands; earlier ones are kept."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="statements")
    period = models.ForeignKey(Period, models.PROTECT, related_name="statements")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="statements")
    words = models.TextField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = Kept.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(words=""), name="stated_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.holder}: {self.words[:80]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Refuses to write over it."""
        if not self._state.adding:
            raise RecordStands("A statement is never altered; make another.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused, always."""
        raise RecordStands("A statement is never deleted.")

    @classmethod
    def told_of(cls, action: Action, *, until: datetime) -> Iterator[Told]:
        """The statements on an action, for its story."""
        for row in cls.objects.filter(action=action, at__lte=until).select_related("holder", "period"):
            title = _("Statement of the portfolio holder on %(month)s") % {"month": row.period}
            yield Told(row.at, title, row.words, row.holder.shown)


class Bulletin(models.Model):
    """The Members' bulletin on a version of a closed month, as somebody edited it."""

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="bulletin")
    words = models.TextField()
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Bulletin, {self.snapshot}"
