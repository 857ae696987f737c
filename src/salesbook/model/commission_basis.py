"""What commission is paid for."""

from __future__ import annotations

from enum import StrEnum


class CommissionBasis(StrEnum):
    """What a plan pays for."""

    COLLECTED = "collected"
    INVOICED = "invoiced"
    DELIVERED = "delivered"
    ORDERED = "ordered"
    MARGIN = "margin"
