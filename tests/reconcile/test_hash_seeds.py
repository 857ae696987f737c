"""Whatever a process is seeded with to hash texts, what names weigh is the same to the last bit."""

from __future__ import annotations

import os
import subprocess
import sys

_WEIGHTS = """
from itertools import product
from salesbook.bank.name_index import NameIndex

places, trades = ("上海", "江苏", "四川", "湖北"), ("物流", "机械", "医疗器械")
brands = ("嘉龙和", "博通永", "德达通", "永嘉达")
names = ["".join(parts) + "有限公司" for parts in product(places, brands, trades)]
index = NameIndex((str(number), name) for number, name in enumerate(names))
for name in names:
    for each in index.resembling(name[1:6] + "贸易有限公司"):
        print(name, each.customer, each.weight.hex())
"""


def _printed(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", _WEIGHTS], env=environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_names_weigh_the_same_whatever_the_seed() -> None:
    first = _printed("1")
    assert first.count("\n") > 40
    assert [_printed(seed) for seed in ("2", "3")] == [first, first]
