"""Councils, services, people and their roles, sign-in accounts, and delegation while away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Users(BaseUserManager["User"]):
    """Makes accounts; an e-mail address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account. Without a password nobody can sign in with one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The account with this e-mail address, however it is capitalised."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """An account with which somebody signs in. What they may do stands on their `Person` in each council."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = Users()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


class Council(models.Model):
    """A council with its own plans and people; one installation may hold several.

    `slug` begins the addresses of its pages; `colour` is that of the header, as #rrggbb. `settings` holds
    what the council chose in the interface, by the names in `people.council_settings`.
    """

    slug = models.SlugField(unique=True, max_length=40)
    name = models.CharField(max_length=120)
    colour = models.CharField(max_length=7, default="#1d4f5c")
    settings = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A service of the council, with its head. A merged service keeps its record and names its successor."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="services")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    head = models.ForeignKey("Person", models.SET_NULL, null=True, blank=True, related_name="heads")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "code"], name="service_code_once"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="service_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody of a council, in a post, with or without an account: an officer or a Member.

    `roles` are values of `rules.roles.Role`. After `left_on` the person may do nothing; a retired name is
    replaced by the post wherever pages and new reports name the person (closed months stand as they are).
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="people")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="people")
    name = models.CharField(max_length=120)
    initials = models.CharField(max_length=10, blank=True)
    post = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="people")
    portfolio = models.CharField(max_length=120, blank=True)
    roles = models.JSONField(default=list, blank=True)
    left_on = models.DateField(null=True, blank=True)
    name_retired = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    lent_by: Sequence[Person] = ()
    """Whoever this person acts for today, as `access.access_of` found them."""

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "user"], name="account_once_in_a_council"),
            models.UniqueConstraint(
                "council", Lower("email"), condition=~models.Q(email=""), name="email_once_in_a_council"
            ),
            models.CheckConstraint(
                condition=models.Q(name_retired=False) | ~models.Q(post=""), name="retired_name_has_a_post"
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The name for pages and reports: the post once the name is retired."""
        return self.post if self.name_retired and self.post else self.name

    @property
    def role_set(self) -> frozenset[Role]:
        """The person's roles."""
        return frozenset(Role(each) for each in self.roles)

    def acts_for(self, thing: object) -> Sequence[Person]:
        """Whose place this person takes in doing something to a thing: nobody's where it is their own.

        The thing may have `owner_ids` and `owner_service_id` (an action, or whatever hangs on one).
        """
        if not self.lent_by:
            return ()
        owners = getattr(thing, "owner_ids", None)
        if owners is None or self.pk in owners:
            return ()
        service = getattr(thing, "owner_service_id", None)
        heads = (
            Service.objects.filter(pk=service).values_list("head_id", flat=True).first()
            if service is not None
            else None
        )
        if heads is not None and heads == self.pk:
            return ()
        return tuple(each for each in self.lent_by if each.pk in owners or each.pk == heads)

    def is_here(self, day: date) -> bool:
        """Whether the person still works for the council, or sits on it, on this day."""
        return self.left_on is None or day <= self.left_on


class Delegation(models.Model):
    """While `person` is away, `to` acts for them: on their own actions, and as head of their services."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="delegations")
    to = models.ForeignKey(Person, models.CASCADE, related_name="delegated")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="delegation_in_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("to")), name="delegation_to_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} to {self.to}, {self.first_day} to {self.last_day}"


class ApiToken(models.Model):
    """A key with which a program acts for a person at the API. Only its digest is kept; `prefix` tells tokens apart.

    `roles` are those that the person had when it was made: it never lends more than these, nor more than the person
    has today. It is good until the end of `expires_on`, unless it was revoked. `by_council_sign_in` tells that it was
    made by somebody who came from the council's own sign-in service, which asks for a second factor by its own rules.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    roles = models.JSONField(default=list)
    may_write = models.BooleanField(default=False)
    by_council_sign_in = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = "API token"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "name"], condition=models.Q(revoked_at=None), name="token_name_once"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def is_good(self, day: date) -> bool:
        """Whether it still opens anything on this day."""
        return self.revoked_at is None and day <= self.expires_on
