"""What may become of master data after a day without changing any figure until then."""

from __future__ import annotations

import random
from datetime import date, timedelta

from .random_books import RandomBook
from .random_commission import random_plan
from .random_targets import random_rates
from .writing import Entry, Raw


def change_masters(book: RandomBook, last: date, rng: random.Random) -> None:
    """Changes all of it: names, prices and the like at once, what has a date from after `last` on."""
    later = Raw((last + timedelta(days=rng.randint(1, 20))).isoformat())
    for id, customer in book.customers.items():
        customer |= {"name": f"新名 {id}", "aliases": [f"别名 {id}"], "note": "已更名"}
        if all("terms" in order for order in book.entries["orders"] if order["customer"] == id):
            customer["terms"] = "monthly25"
        customer |= {"credit_limit": Raw("1.00"), "tax_id": "91310000MA1FL0XX0X", "address": "上海"}
        continue_by_date(customer, "rep", rng.choice(book.reps), later)
    book.customers["NEW"] = {"id": "NEW", "name": "新客户", "rep": book.reps[0], "group": "huadong"}
    taxed = {line.get("product") for order in book.entries["orders"] for line in lines_without_tax(book, order)}
    for id, product in book.products.items():
        product |= {"name": f"新品名 {id}", "unit": "箱", "price": Raw("1.23"), "active": Raw("false")}
        if id not in taxed:
            product["tax"] = Raw("3%")
        continue_by_date(product, "cost", Raw("77.7"), later)
    for index, rep in enumerate(book.rep_entries):
        rep |= {"name": f"新姓名 {index}", "active": Raw("false"), "left": later}
        continue_by_date(rep, "team", rng.choice(["华东", "华北", "华南"]), later)
    book.rep_entries.append({"id": "zz-new", "name": "新人", "team": "华东"})
    book.settings["terms"]["new"] = [book.part("100%", "order", days=3)]
    book.settings["accounts"]["cmb"] = {"name": "招商银行", "currency": "CNY"}
    if provision := book.settings.get("provision", []):
        dated = provision if isinstance(provision, list) else [{"from": Raw("2000-01-01"), "rates": provision}]
        before = [each for each in dated if each["from"] < later]
        book.settings["provision"] = [*before, {"from": later, "rates": random_rates(rng, book)}]
    for plan in book.settings["commission"].values():
        if plan.get("until", Raw("9999")) > last.isoformat() and plan.get("from", Raw("")) <= last.isoformat():
            plan["until"] = Raw(last.isoformat())
    book.settings["commission"]["newest"] = random_plan(rng, book) | {
        "from": Raw((last + timedelta(days=1)).isoformat())
    }


def lines_without_tax(book: RandomBook, order: Entry) -> list[Entry]:
    """The lines of an order and its changes that follow their product's tax."""
    changes = [change for change in book.entries["changes"] if change["order"] == order["id"]]
    return [line for each in (order, *changes) for line in each.get("lines", []) if "tax" not in line]


def continue_by_date(entry: Entry, field: str, value: str, later: Raw) -> None:
    """Gives a field of an entry another value from a day on, and leaves what it was before."""
    rows = entry.pop(f"{field}s", None) or ([{field: entry.pop(field)}] if field in entry else [])
    entry[f"{field}s"] = [row for row in rows if row.get("from", "") < later] + [{field: value, "from": later}]
