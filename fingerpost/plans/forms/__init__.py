"""Forms of the plan's pages: they validate and give details; the operations write."""

from fingerpost.plans.forms.action import ActionForm
from fingerpost.plans.forms.aims import AimForm, RiskForm
from fingerpost.plans.forms.decision import DecisionForm
from fingerpost.plans.forms.plan import PlanForm
from fingerpost.plans.forms.section import SectionForm

__all__ = ["ActionForm", "AimForm", "DecisionForm", "PlanForm", "RiskForm", "SectionForm"]
