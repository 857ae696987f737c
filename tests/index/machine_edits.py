"""A book whose files are changed by hand, and whose index is compared with a fresh one after each change."""

from __future__ import annotations

import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from salesbook.book.files import SETTINGS, kind_of, ledger_files
from salesbook.book.ledger_text import split
from salesbook.index.book import IndexedBook, open_book
from salesbook.index.trial import new_problems
from salesbook.model.dates import year
from salesbook.reports.aging import aging
from salesbook.reports.aging_view import AgingView
from salesbook.reports.period import period_report
from tests.index.comparing import differing, fresh, rows
from tests.oracle.random_books import write_random_book

DAY = date(2026, 6, 30)
SEEDS = st.integers(0, 2**16)
BOOKS = 24

EDITS: tuple[tuple[str, str], ...] = (
    (r"(amount|total|price): -?([\d.]+)", r"\1: 7\2"),
    (r"(amount|total|price): -?([\d.]+)", r"\1: -\2"),
    (r"qty: ([\d.]+)", r"qty: 1\1"),
    (r"line: \d", "line: 9"),
    (r"date: 2026-(\d\d)-(\d\d)", r"date: 2026-\1-01"),
    (r"date: (\S+)", "date: soon"),
    (r"date: (\S+)", "note: none"),
    (r"\A- ", "- colour: red\n  "),
    (r"\A- (.*)\Z", r"- [\1"),
    (r"customer: \S+", "customer: C.3"),
    (r"customer: \S+", "customer: nobody"),
    (r"terms: \S+", "terms: monthly25"),
    (r"terms: net30\n", ""),
    (r"merged_into: \S+", "merged_into: OLD-1"),
    (r"\brep: \S+", "rep: zhao"),
    (r"currency: \S+", "currency: JPY"),
    (r"currency: \S+\n", "\n"),
    (r"event: \w+", "event: dishonoured"),
    (r"tax: \S+%", "tax: 3%"),
    (r"(order|payment|credit|opening): (\S+?)-(\d+)", r"\1: \2-9999"),
    (r"id: ([\w.-]+)", r"id: [\1]"),
    (r"name: ([^,\n]+)", r"name: {a: \1}"),
    (r"\brep: ([\w-]+)", r"reps: [rep-\1]"),
    (r"\brep: ([\w-]+)", r"rep: [\1]"),
    (r"merged_into: \S+", "merged_into: [C.3]"),
    (r"group: \S+", "group: {a: 1}"),
    (r"settle: \S+", "settle: [1]"),
    (r"terms: \S+", "terms: true"),
    (r"team: ([^,}\n]+)", r"team: [\1]"),
    (r"month: ([\d-]+)", r"month: [\1]"),
    (r"sales: ([\d.]+)", "sales: much"),
    (r"orders:", "orders: 5\n  note:"),
)
SETTINGS_EDITS = (
    (r"receivable_basis: \w+", "receivable_basis: invoiced"),
    (r"settle: \w+", "settle: explicit"),
    (r"\Z", "prices: net\n"),
    (r"tax: \S+", "tax: 9%"),
    (r"net30", "net60"),
    (r"icbc", "icbd"),
    (r"(company: .*)", r"\1\ntypo: 1"),
)


class EditedBook(RuleBasedStateMachine):
    """A book whose files are changed by hand, and read after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="salesbook-"))
        self.rng = random.Random(0)
        self.versions: list[dict[str, bytes]] = []

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @initialize(seed=SEEDS)
    def begin(self, seed: int) -> None:
        self.rng = random.Random(seed)
        write_random_book(self.root, seed % BOOKS, 3)
        self.keep_version()

    # what happens to single entries

    @rule(seed=SEEDS, edit=st.sampled_from(EDITS), same_stamp=st.booleans())
    def edit(self, seed: int, edit: tuple[str, str], same_stamp: bool) -> None:
        pattern, new = edit
        self.change_entry(seed, lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL), same_stamp, pattern)

    @rule(seed=SEEDS)
    def edit_one_digit_within_the_time_stamp(self, seed: int) -> None:
        self.change_entry(seed, lambda text: re.sub(r"\d(?=\n|\Z|})", "7", text, count=1), same_stamp=True)

    @rule(seed=SEEDS)
    def delete(self, seed: int) -> None:
        self.change_entry(seed, lambda _: "")

    @rule(seed=SEEDS)
    def repeat(self, seed: int) -> None:
        self.change_entry(seed, lambda text: text.rstrip("\n") + "\n" + text)

    @rule(seed=SEEDS)
    def add_with_a_new_id(self, seed: int) -> None:
        new = f"-{seed}"
        self.change_entry(
            seed, lambda text: text.rstrip("\n") + "\n" + re.sub(r"(id: \S+?)(,|\n)", rf"\1{new}\2", text)
        )

    @rule(seed=SEEDS)
    def take_the_id_of_another(self, seed: int) -> None:
        ids = re.findall(r"id: ([\w.-]+)", "".join(file.read_text("utf-8") for file in self.files()))
        other = random.Random(seed).choice(ids or ["X"])
        self.change_entry(seed, lambda text: re.sub(r"id: [\w.-]+", f"id: {other}", text, count=1))

    @rule(seed=SEEDS, to_other_kind=st.booleans())
    def move_to_another_file(self, seed: int, to_other_kind: bool) -> None:
        moved: list[str] = []

        def take(text: str) -> str:
            moved.append(text)
            return ""

        source = self.change_entry(seed, take)
        if source is None:
            return
        rng = random.Random(seed)
        folder = rng.choice([file.parent for file in self.files()]) if to_other_kind else source.parent
        target = folder / f"{source.stem.split('.')[0]}.{seed % 3}.yaml"
        with target.open("a", encoding="utf-8", newline="") as file:
            file.write(moved[0].rstrip("\n") + "\n")

    @rule(seed=SEEDS, text=st.sampled_from(["", "stray\n", "- {id: SO-1, date: soon}\n"]))
    def try_what_would_be_wrong(self, seed: int, text: str) -> None:
        if file := self.some_file(seed):
            path = PurePosixPath(file.relative_to(self.root).as_posix())
            book = open_book(self.root)
            new_problems(book, {path: text.encode()}, frozenset())
            book.connection.close()

    # what happens to files

    @rule(seed=SEEDS)
    def swap_entries(self, seed: int) -> None:
        file = self.some_file(seed)
        if file:
            data = file.read_bytes()
            texts = [data[each.start : each.end] for each in split(data, SETTINGS).entries]
            random.Random(seed).shuffle(texts)
            file.write_bytes(b"".join(text.rstrip(b"\n") + b"\n" for text in texts))

    @rule(seed=SEEDS, text=st.sampled_from(["# a comment\n\n", "stray\n", "<<<<<<< HEAD\n", "\ufeff"]))
    def write_above(self, seed: int, text: str) -> None:
        if file := self.some_file(seed):
            file.write_bytes(text.encode() + file.read_bytes())

    @rule(seed=SEEDS, name=st.sampled_from(["2030-01.yaml", "2026-01.wf.yaml", "../2026.yaml", "../notes/a.yaml"]))
    def rename(self, seed: int, name: str) -> None:
        file = self.some_file(seed)
        if file and not (file.parent / name).exists():
            (file.parent / name).parent.mkdir(exist_ok=True)
            file.rename(file.parent / name)

    @rule(edit=st.sampled_from(SETTINGS_EDITS))
    def change_settings(self, edit: tuple[str, str]) -> None:
        file = self.root / SETTINGS
        if file.exists():
            file.write_text(re.sub(*edit, file.read_text("utf-8"), count=1), encoding="utf-8")

    @rule()
    def lose_settings(self) -> None:
        (self.root / SETTINGS).unlink(missing_ok=True)

    @rule()
    def keep_version(self) -> None:
        paths = [str(SETTINGS), *map(str, ledger_files(self.root))]
        self.versions.append({path: (self.root / path).read_bytes() for path in paths if (self.root / path).exists()})

    @rule(seed=SEEDS)
    def go_back(self, seed: int) -> None:
        version = random.Random(seed).choice(self.versions)
        for path in ledger_files(self.root):
            if str(path) not in version:
                (self.root / path).unlink()
        for name, data in version.items():
            file = self.root / name
            if not file.exists() or file.read_bytes() != data:
                file.write_bytes(data)

    @invariant()
    def updated_is_fresh(self) -> None:
        if not self.versions:
            return
        updated, made = open_book(self.root), fresh(self.root)
        try:
            assert not differing(rows(updated.connection), rows(made.connection))
            assert figures(updated) == figures(made)
            assert updated.problems() == made.problems()
            again = open_book(self.root)
            assert (again.work.files, again.work.entries, again.work.units) == (0, 0, 0)
            again.connection.close()
        finally:
            updated.connection.close()
            made.connection.close()

    def read_in_between(self) -> None:
        """A command reads the book."""
        open_book(self.root).connection.close()

    def edit_anything(self, seed: int) -> None:
        """Change some entry in some way."""
        pattern, new = random.Random(seed).choice(EDITS)
        self.change_entry(seed, lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL), having=pattern)

    def files(self) -> list[Path]:
        return [self.root / path for path in ledger_files(self.root)]

    def some_file(self, seed: int) -> Path | None:
        files = self.files()
        return random.Random(seed).choice(files) if files else None

    def change_entry(
        self, seed: int, change: Callable[[str], str], same_stamp: bool = False, having: str = ""
    ) -> Path | None:
        """Give one entry (with text like ``having``) another text, maybe with the file's old time stamp."""
        found = [
            (file, each)
            for file in self.files()
            if kind_of(PurePosixPath(file.relative_to(self.root).as_posix())) or not having
            for each in split(file.read_bytes(), SETTINGS).entries
            if re.search(having, file.read_bytes()[each.start : each.end].decode("utf-8", "replace"), re.DOTALL)
        ]
        if not found:
            return None
        file, each = random.Random(seed).choice(found)
        stamp, data = file.stat(), file.read_bytes()
        text = change(data[each.start : each.end].decode("utf-8")).encode("utf-8")
        file.write_bytes(data[: each.start] + text + data[each.end :])
        if same_stamp:
            os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        return file


def figures(book: IndexedBook) -> object:
    """What reports say, errors or not."""
    if book.policy is None:
        return None
    aged = aging(book, book.policy, AgingView(DAY), detail=True).data
    return aged, period_report(book, book.policy, year(2026)).data
