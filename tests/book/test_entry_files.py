"""A new entry goes to the right file, and an entry is found by its exact id, whatever the size of the book."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.entry_files import MAX_ENTRIES, LocatedEntry, file_for, find_entry
from salesbook.book.ledger_text import append


def holding(file: Path, count: int) -> None:
    file.write_text("".join(f"# {number}\n- id: X-{number}\n" for number in range(count)))


def test_a_file_takes_a_thousand_entries(tmp_path: Path) -> None:
    assert file_for(tmp_path, "2026-11", "").name == "2026-11.yaml"
    assert file_for(tmp_path, "2026-11", "wf").name == "2026-11.wf.yaml"
    holding(tmp_path / "2026-11.wf.yaml", MAX_ENTRIES - 1)
    assert file_for(tmp_path, "2026-11", "wf").name == "2026-11.wf.yaml"
    holding(tmp_path / "2026-11.wf.yaml", MAX_ENTRIES)
    assert file_for(tmp_path, "2026-11", "wf").name == "2026-11.wf.2.yaml"
    assert file_for(tmp_path, "2026-11", "").name == "2026-11.yaml"
    assert file_for(tmp_path, "2026-12", "wf").name == "2026-12.wf.yaml"
    assert file_for(tmp_path / "none", "2026-11", "wf").name == "2026-11.wf.yaml"


def test_the_ten_thousandth_entry_goes_to_the_tenth_file(tmp_path: Path) -> None:
    for _ in range(9):
        holding(file_for(tmp_path, "2026-11", ""), MAX_ENTRIES)
    tenth = file_for(tmp_path, "2026-11", "")
    assert tenth.name == "2026-11.10.yaml"
    holding(tenth, MAX_ENTRIES - 1)
    assert file_for(tmp_path, "2026-11", "") == tenth
    holding(tenth, MAX_ENTRIES)
    assert file_for(tmp_path, "2026-11", "").name == "2026-11.11.yaml"


def test_files_of_other_names_do_not_count(tmp_path: Path) -> None:
    for name in ("customers.wf.yaml", "customers.wf.7.yaml", "customers-old.9.yaml", "customers.9.yaml.orig"):
        holding(tmp_path / name, MAX_ENTRIES)
    assert file_for(tmp_path, "customers", "").name == "customers.yaml"
    assert file_for(tmp_path, "customers", "w").name == "customers.w.yaml"
    assert file_for(tmp_path, "customers", "wf").name == "customers.wf.8.yaml"


IDS = ["HDJM", "HDJM2", "XHDJM", "HD", "华东", "华东精密", "a.b", "aXb", "A-1", "A-11"]
SHAPES = [
    "- id: {id}\n  name: {id}的\n",
    '- id: "{id}"\n',
    "- {{name: x, id: '{id}'}}\n",
    '- {{"id":"{id}"}}\n',
    "- name: x\n  id: {id}   # note\n",
    "- name: x\n  id:\n    {id}\n",
    "- name: 'id: {id}'\n  id: other-1\n",
    "- id: other-2\n  contacts: [{{id: {id}}}]\n",
    "- tax_id: {id}\n  id: other-3\n",
    "# - id: {id}\n- id: other-4\n",
]
REAL = SHAPES[:6]


def located(root: Path, entry_id: str) -> LocatedEntry | None:
    return find_entry(root, sorted(PurePosixPath(file.name) for file in root.glob("*.yaml")), entry_id)


@given(st.lists(st.tuples(st.sampled_from(SHAPES), st.sampled_from(IDS)), max_size=8), st.sampled_from(IDS))
def test_exactly_the_entry_with_the_id_is_found(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str]], wanted: str
) -> None:
    root = tmp_path_factory.mktemp("book")
    texts = [shape.format(id=entry_id) for shape, entry_id in entries]
    (root / "customers.yaml").write_text("# customers\n" + "".join(texts), encoding="utf-8")
    readable = [
        text for text, (shape, entry_id) in zip(texts, entries, strict=True) if shape in REAL and entry_id == wanted
    ]
    found = located(root, wanted)
    assert (found is not None) == bool(readable)
    if found:
        assert found.data[found.entry.start : found.entry.end].decode().startswith(readable[0])
        assert found.node is not None
        assert found.node.find(("id",)).content == wanted
        assert found.data.count(b"\n", 0, found.entry.start) + 1 == found.entry.line


def test_an_unquoted_number_is_no_id(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('- id: 007\n  name: number\n- id: "007"\n  name: text\n')
    found = located(tmp_path, "007")
    assert found is not None
    assert found.entry.line == 3


def test_escapes_in_quotes_are_understood(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('- id: "x\\\\y"\n- {"id": "\\u534e\\u4e1c", "name": "json"}\n')
    found = located(tmp_path, "华东")
    assert found is not None
    assert found.entry.line == 2


def test_files_are_searched_in_order_and_windows_files_too(tmp_path: Path) -> None:
    (tmp_path / "customers.yaml").write_bytes(b"\xef\xbb\xbf- id: A\r\n  name: one\r\n- id: B\r\n")
    (tmp_path / "customers.wf.yaml").write_bytes(append(b"", "- id: C\n"))
    for entry_id, path, line in (("A", "customers.yaml", 1), ("B", "customers.yaml", 3), ("C", "customers.wf.yaml", 1)):
        found = located(tmp_path, entry_id)
        assert found is not None
        assert (str(found.path), found.entry.line, found.problems) == (path, line, ())
    assert located(tmp_path, "D") is None


def test_an_entry_that_cannot_be_read_is_shown_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- id: A\n  name: [x\n- id: B\n")
    found = located(tmp_path, "A")
    assert found is not None
    assert found.node is None
    assert [str(problem.source) for problem in found.problems] == ["a.yaml:2:9"]
    (tmp_path / "b.yaml").write_text("- id: A\n")
    found = located(tmp_path, "A")
    assert found is not None
    assert str(found.path) == "b.yaml"
