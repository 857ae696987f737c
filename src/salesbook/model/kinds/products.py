"""Products: what is sold."""

from __future__ import annotations

from salesbook.model.entry import Identified
from salesbook.model.fields import Flag, Percent, Quantity, Words


class Product(Identified):
    """Something that is sold; its price and tax are proposed for new lines and never change old ones."""

    UNIQUE_IN = "products"

    name: Words
    unit: Words | None = None
    price: Quantity | None = None
    tax: Percent | None = None
    cost: Quantity | None = None
    barcode: Words | None = None
    category: Words | None = None
    active: Flag = True


MODEL = Product
