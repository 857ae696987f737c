"""Products: what is sold."""

from __future__ import annotations

from salesbook.model.entry import Identified
from salesbook.model.fields import Day, Flag, Percent, Quantity, Words
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.part import Part, field


class CostSince(Part):
    """What one of a product costs, for orders from a day on (from the beginning where none is named)."""

    cost: Quantity
    from_: Day | None = None


class Product(Identified):
    """Something that is sold; its price and tax are proposed for new lines and never change old ones.

    ``cost`` is in the book's currency; one that changes has ``costs`` by date, so that old margins stay what they were.
    """

    UNIQUE_IN = "products"

    name: Words
    unit: Words | None = None
    price: Quantity | None = None
    tax: Percent | None = None
    cost: Quantity | None = None
    costs: list[CostSince] = field(default_factory=list)
    barcode: Words | None = None
    category: Words | None = None
    active: Flag = True

    def inconsistency(self) -> Wrong | None:
        """It has one cost, or costs by date."""
        if self.cost is not None and self.costs:
            return contradiction("`cost` and `costs` exclude each other", "`cost` 与 `costs` 不能同时出现")
        return None


MODEL = Product
