"""The demonstration company, made once for each of a few seeds."""

from __future__ import annotations

import pytest

from salesbook.demo.company import SEED, Company, make_company


@pytest.fixture(scope="session", params=[SEED, 7], ids=["shown", "another seed"])
def company(request: pytest.FixtureRequest) -> Company:
    seed: int = request.param
    return make_company(seed)


@pytest.fixture(scope="session")
def shown() -> Company:
    return make_company()
