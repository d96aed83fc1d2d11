"""The domain's tables, one file a noun; import them from here."""

from indicators.models.delivery import Delivery, DeliveryEvent, DeliveryRow, Problem, SourceRelease
from indicators.models.indicator import Indicator, IndicatorVersion, Placement, PlacementVersion
from indicators.models.ledger import Attribution, LedgerEntry, LedgerHead
from indicators.models.observation import (
    FIGURE_FIELDS,
    SIGNIFICANT_DIGITS,
    Breakdown,
    BreakdownMember,
    Current,
    Figure,
    Missing,
    Observation,
    Series,
    Voice,
    YearBasis,
)
from indicators.models.organisation import Membership, Organisation, Role
from indicators.models.strategy import Crosswalk, FocusArea, Goal, Strategy
from indicators.models.target import Target, TargetVersion
from indicators.models.territory import Level, Territory, TerritoryCode

__all__ = [
    "FIGURE_FIELDS",
    "SIGNIFICANT_DIGITS",
    "Attribution",
    "Breakdown",
    "BreakdownMember",
    "Crosswalk",
    "Current",
    "Delivery",
    "DeliveryEvent",
    "DeliveryRow",
    "Figure",
    "FocusArea",
    "Goal",
    "Indicator",
    "IndicatorVersion",
    "LedgerEntry",
    "LedgerHead",
    "Level",
    "Membership",
    "Missing",
    "Observation",
    "Organisation",
    "Placement",
    "PlacementVersion",
    "Problem",
    "Role",
    "Series",
    "SourceRelease",
    "Strategy",
    "Target",
    "TargetVersion",
    "Territory",
    "TerritoryCode",
    "Voice",
    "YearBasis",
]
