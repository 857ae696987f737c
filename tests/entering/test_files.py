"""Beginning a book, editing one entry, laying out files."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from salesbook.model.kinds import KINDS
from tests.entering.conftest import SETTINGS, Run, content, git


def edit_by(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old: str, new: str) -> None:
    """An editor that replaces one text by another."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n"
        f"file.write_bytes(file.read_bytes().replace({old.encode()!r}, {new.encode()!r}))\n",
        "utf-8",
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}" --wait')


@pytest.fixture
def commented(book: Path, enter: Run) -> Path:
    """A book whose file of orders has comments everywhere, and an entry that is written by hand."""
    enter("add-order", "HDJM", "P-100", "1")
    file = book / "ledgers/orders/2026-11.yaml"
    by_hand = (
        "# by hand\n\n-   total: 128.50   # as agreed\n    id: SO-2611-0002\n    date: 2026-11-21\n"
        "    customer:   HDJM\n    lines: [{qty: 1, product: P-100, price: 128.50, tax: 13%}]\n"
        "# the end\n- {date: 2026-11-21, lines: [{tax: 13%, product: P-100, qty: 2, price: 1.0}], "
        "customer: HDJM, id: X-1}\n"
    )
    file.write_text("---\n# orders of November\n" + file.read_text("utf-8") + by_hand, "utf-8")
    git(book, "commit", "--quiet", "--all", "--message=by hand")
    return file


def test_an_edit_changes_the_bytes_of_its_entry_alone(
    commented: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = commented.read_bytes()
    edit_by(monkeypatch, tmp_path, "customer: HDJM", "customer: HDJT")
    outcome = run("edit", "SO-2611-0001")
    assert outcome.code == 0, outcome
    assert commented.read_bytes() == before.replace(b"customer: HDJM", b"customer: HDJT", 1)
    assert git(commented.parent, "log", "-1", "--format=%s%n%(trailers:key=Salesbook-Entry)").startswith(
        "edit SO-2611-0001\nSalesbook-Entry: SO-2611-0001"
    )
    assert git(commented.parent, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("total: 128.50", "total: 128.05", 1, "E0309"),
        ("customer: HDJM", "customer: NOBODY", 1, "E0403"),
        ("id: SO-2611-0001", "id: SO-2611-0009", 1, "E0504"),
        ("  date:", "date:", 1, "E0001"),
        ("  total: 128.50", "  total: 128.50\n- id: SO-2611-0007", 1, "E0017"),
        ("customer:", "custmer:", 1, ".salesbook/edited/SO-2611-0001.yaml:3:3"),
    ],
)
def test_an_edit_with_errors_is_kept_beside_the_book(
    commented: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    old: str,
    new: str,
    code: int,
    says: str,
) -> None:
    book = commented.parents[2]
    before = content(book)
    edit_by(monkeypatch, tmp_path, old, new)
    outcome = run("edit", "SO-2611-0001")
    assert outcome.code == code
    assert says in outcome.err
    assert content(book) == before
    kept = Path(outcome.err.splitlines()[-1].removeprefix("your text is kept in "))
    assert new in kept.read_text("utf-8")


def test_an_edit_that_changes_nothing_writes_nothing(
    commented: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    head = git(commented.parent, "rev-parse", "HEAD")
    edit_by(monkeypatch, tmp_path, "nothing of it", "anything")
    assert run("edit", "SO-2611-0001").code == 0
    assert git(commented.parent, "rev-parse", "HEAD") == head


def test_an_entry_with_errors_can_be_mended(
    commented: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commented.write_text(commented.read_text("utf-8").replace("total: 128.50\n", "total: 128.05\n"), "utf-8")
    edit_by(monkeypatch, tmp_path, "128.05", "128.50")
    assert run("check").code == 1
    assert run("edit", "SO-2611-0001").code == 0
    assert run("check").code == 0


def test_an_edit_that_somebody_overtakes_is_refused(
    commented: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n"
        "file.write_bytes(file.read_bytes().replace(b'HDJM', b'HDJT'))\n"
        f"ledger = pathlib.Path({str(commented)!r})\nledger.write_bytes(ledger.read_bytes() + b'# later\\n')\n",
        "utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    outcome = run("edit", "SO-2611-0001")
    assert outcome.code == 4
    assert "E0052" in outcome.err
    assert b"customer: HDJM" in commented.read_bytes()


def test_fmt_lays_out_what_has_no_comments_inside(commented: Path, run: Run) -> None:
    before = commented.read_text("utf-8")
    checked = run("fmt", "--check")
    assert checked.code == 1
    assert "ledgers/orders/2026-11.yaml would change" in checked.out
    assert "ledgers/orders/2026-11.yaml:13: left alone for its comments" in checked.err
    assert run("fmt", "--dry-run").out.count("\n+ ") > 3
    assert commented.read_text("utf-8") == before
    assert run("fmt", str(commented)).code == 0
    start = before.index("- {date")
    assert commented.read_text("utf-8") == before[:start] + (
        "- id: X-1\n  date: 2026-11-21\n  customer: HDJM\n  lines:\n"
        "    - {product: P-100, qty: 2, price: 1.0, tax: 13%}\n"
    )
    assert run("fmt", "--check", str(commented)).code == 0
    assert git(commented.parent, "log", "-1", "--format=%s%n%(trailers:key=Salesbook-Entry)").startswith(
        "fmt: 1 files, 1 entries\nSalesbook-Entry: X-1"
    )


def test_fmt_takes_from_the_settings_what_windows_added(book: Path, run: Run) -> None:
    file = book / "salesbook.yaml"
    before = file.read_bytes()
    file.write_bytes(b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n"))
    assert "salesbook.yaml would change" in run("fmt", "--check").out
    assert run("fmt", str(file)).code == 0
    assert file.read_bytes() == before
    assert run("fmt", "--check").code == 0


def test_fmt_leaves_what_has_errors(book: Path, run: Run) -> None:
    (book / "ledgers/orders").mkdir()
    file = book / "ledgers/orders/2026-11.yaml"
    for text in ("-   id: X\n    nothing: else\n", "- id: X\nstray\n", "-   id: [\n"):
        file.write_text(text, "utf-8")
        assert run("fmt", str(file)).code == 0
        assert file.read_text("utf-8") == text


def test_a_new_book_is_valid_documented_and_committed(home: Path, tmp_path: Path, run: Run) -> None:
    for lang in ("en", "zh"):
        root = tmp_path / lang
        outcome = run("init", str(root), "--name", "云岚 & Co: 1", "--lang", lang)
        assert outcome.code == 0, outcome
        assert git(root, "status", "--porcelain") == ""
        assert git(root, "log", "--format=%s") == "init: 云岚 & Co: 1\n"
        assert run("check", "--book", str(root)).code == 0
        assert run("fmt", "--check", "--book", str(root)).code == 0
        assert re.search(r"^language: (..)", (root / "salesbook.yaml").read_text("utf-8"), re.MULTILINE)[1] == lang  # type: ignore[index]
        bound = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
        assert set(bound) == {f"./schemas/{file.name}" for file in (root / "schemas").iterdir()}
        assert len(bound) == len(KINDS) + 1
        assert run("add-rep", "a", "甲", "--book", str(root)).code == 0


def test_a_book_is_not_begun_twice(book: Path, run: Run) -> None:
    outcome = run("init", "--name", "x")
    assert outcome.code == 3
    assert (book / "salesbook.yaml").read_text("utf-8") == SETTINGS


def test_what_others_wrote_into_shared_files_stays(home: Path, tmp_path: Path, run: Run) -> None:
    root = tmp_path / "there"
    (root / ".vscode").mkdir(parents=True)
    (root / ".gitignore").write_text("*.log", "utf-8")
    (root / ".vscode/settings.json").write_text("{}\n", "utf-8")
    git(root, "init", "--quiet")
    (root / "notes.txt").write_text("mine\n", "utf-8")
    assert run("init", str(root), "--name", "x").code == 0
    assert (root / ".gitignore").read_text("utf-8") == "*.log\n.salesbook/\n"
    assert (root / ".vscode/settings.json").read_text("utf-8") == "{}\n"
    assert "notes.txt" in git(root, "status", "--porcelain")


def test_ledgers_that_are_there_stay(plain_book: Path, run: Run) -> None:
    (plain_book / "salesbook.yaml").unlink()
    before = content(plain_book)
    assert run("init", "--name", "x").code == 0
    after = content(plain_book)
    assert {name: after[name] for name in before} == before
    assert run("check").code == 0


def test_without_git_nothing_is_committed(home: Path, tmp_path: Path, run: Run) -> None:
    root = tmp_path / "alone"
    assert run("init", str(root), "--name", "x", "--no-commit").code == 0
    assert not (root / ".git").exists()
    outcome = run("add-rep", "a", "甲", "--book", str(root))
    assert outcome.out == "a written to ledgers/reps.yaml\n"


def test_without_an_author_nothing_is_begun(home: Path, tmp_path: Path, run: Run) -> None:
    (home / ".gitconfig").write_text("", "utf-8")
    root = tmp_path / "new"
    outcome = run("init", str(root), "--name", "x")
    assert outcome.code == 4
    assert "E0702" in outcome.err
    assert content(root) == {}
