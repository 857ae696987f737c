"""SQL over the demonstration company's book: what it answers, what it refuses, and how it says so."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.datasets.dataset import Source
from salesbook.datasets.query import Answer, answer
from salesbook.datasets.query_document import answer_document
from salesbook.i18n import Text
from salesbook.index.book import open_book


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    root = tmp_path_factory.mktemp("book")
    (root / "salesbook.yaml").write_text("company: {name: 甲}\ncurrency: CNY\ntax: 13%\n", encoding="utf-8")
    ledgers = {
        "customers.yaml": "- {id: JIA, name: 甲公司, rep: li}\n- {id: YI, name: 乙公司}\n",
        "products.yaml": "- {id: P-1, name: 轴承, price: 12.50, tax: 13%}\n",
        "reps.yaml": "- {id: li, name: 李}\n",
        "orders/2026-11.yaml": (
            "- id: SO-1\n  date: 2026-11-01\n  customer: JIA\n  rep: li\n  lines:\n"
            "    - {product: P-1, qty: 3, price: 12.50, discount: 10%, tax: 13%}\n"
            "    - {text: 运费, qty: 1, price: 0.10}\n"
        ),
        "deliveries/2026-11.yaml": "- {id: DN-1, date: 2026-11-02, order: SO-1}\n",
        "payments/2026-11.yaml": (
            "- {id: PY-1, date: 2026-11-03, customer: JIA, amount: 0.10, orders: [{order: SO-1, amount: 0.10}]}\n"
            "- {id: PY-2, date: 2026-11-04, customer: JIA, amount: 0.20, orders: [{order: SO-1, amount: 0.20}]}\n"
        ),
    }
    for path, text in ledgers.items():
        (root / "ledgers" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "ledgers" / path).write_text(text, encoding="utf-8")
    book = open_book(root)
    assert not book.problems()
    assert book.policy is not None
    return Source(book, book.policy, date(2026, 11, 30))


def rows(source: Source, query: str) -> list[tuple[object, ...]]:
    found = answer(source, query)
    assert isinstance(found, Answer), found
    return found.rows


def refused(source: Source, query: str) -> str:
    found = answer(source, query)
    assert isinstance(found, Text), found
    return found.en


def test_amounts_are_exact(source: Source) -> None:
    assert rows(source, "SELECT sum(amount_minor), money(sum(amount_minor)) FROM payments") == [(30, "0.30")]
    assert rows(source, "SELECT line, gross_minor, net_minor FROM order_lines") == [(1, 3375, 2987), (2, 10, 9)]
    assert rows(source, "SELECT money(receivable_minor) FROM orders") == [("33.55",)]
    assert rows(source, "SELECT money(500, 'JPY'), money(NULL)") == [("500", None)]


def test_views_join(source: Source) -> None:
    query = (
        "SELECT customers.name, count(*) FROM payments JOIN customers ON customers.id = payments.customer GROUP BY 1"
    )
    assert rows(source, query) == [("甲公司", 2)]


def test_figures_are_of_the_day(source: Source) -> None:
    before = Source(source.book, source.policy, date(2026, 11, 2))
    assert rows(before, "SELECT receivable_minor, collected_minor FROM orders") == [(3385, 0)]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM paymets", "there is no view paymets; did you mean payments?"),
        ("SELECT amount FROM payments", "there is no column amount; did you mean amount_minor?"),
        ("SELECT custmer FROM payments", "there is no column custmer; did you mean customer?"),
        ("SELECT payments.custmer FROM payments", "there is no column custmer; did you mean customer?"),
        ("SELECT order FROM items", 'order is a word of SQL: write the column as "order", in double quotes'),
        ("SELECT id FROM orders WHERE", "the query is not complete"),
        ("SELECT id FRM orders", "the query cannot be understood at “orders”"),
        ("SELECT 1; SELECT 2", "one query at a time"),
        ("", "a query begins with SELECT"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(source: Source, query: str, said: str) -> None:
    assert refused(source, query) == said


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM orders",
        "UPDATE orders SET total_minor = 0",
        "INSERT INTO orders (id) VALUES ('x')",
        "DROP TABLE orders",
        "CREATE TABLE x (y)",
        "ATTACH 'x.db' AS x",
        "PRAGMA journal_mode",
        "VACUUM INTO 'x.db'",
        "SELECT load_extension('x')",
        "SELECT * FROM pragma_table_info('orders')",
    ],
)
def test_a_query_only_reads(source: Source, query: str) -> None:
    refused(source, query)
    assert rows(source, "SELECT count(*) FROM orders") == [(1,)]


def test_columns_of_one_name_stay_apart(source: Source) -> None:
    found = answer(source, "SELECT id, id, 0.1 + 0.2 AS sum FROM orders")
    assert isinstance(found, Answer)
    assert [column.key for column in answer_document(found).tables[0].columns] == ["id", "id_2", "sum"]
    assert [str(cell) for cell in answer_document(found).tables[0].rows[0].cells] == ["SO-1", "SO-1", "0.3"]
