"""What the vocabularies of a generated book have in common."""

from __future__ import annotations

from dataclasses import dataclass

Texts = tuple[str, ...]


def words(text: str) -> Texts:
    """The words of a text."""
    return tuple(text.split())


@dataclass(frozen=True)
class MemoWords:
    """What payers write, as templates: ``{cited}`` numbers, ``{name}`` of a customer, ``{product}``, ``{month}`` …"""

    products: Texts
    vague: Texts
    about_goods: Texts
    citing: Texts
    citing_invoice: Texts
    citing_contract: Texts
    citing_po: Texts
    part: Texts
    deposit: Texts
    advance: Texts
    on_account: Texts
    month: Texts
    all_open: Texts
    oldest: Texts
    retention: Texts
    on_behalf: Texts
    traps: Texts
    distractions: Texts
    fx: Texts
    cash_deposit: Texts
    cheque_batch: Texts
    hand_in: Texts
    bill_due: Texts
    refund: Texts
    bounced: Texts
    remarks: Texts
