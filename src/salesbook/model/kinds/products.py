"""Products: what is sold."""

from __future__ import annotations

from pydantic import Field, model_validator

from salesbook.model.entry import Identified, Part, contradiction
from salesbook.model.fields import Day, Flag, Percent, Quantity, Words


class CostSince(Part):
    """What one of a product costs, for orders from a day on (from the beginning where none is named)."""

    cost: Quantity
    from_: Day | None = Field(default=None, alias="from")


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
    costs: list[CostSince] = Field(default_factory=list)
    barcode: Words | None = None
    category: Words | None = None
    active: Flag = True

    @model_validator(mode="after")
    def _cost_or_costs(self) -> Product:
        if self.cost is not None and self.costs:
            raise contradiction("`cost` and `costs` exclude each other", "`cost` 与 `costs` 不能同时出现")
        return self


MODEL = Product
