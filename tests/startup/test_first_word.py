"""Names of commands are completed as typer would complete them, without loading it."""

from __future__ import annotations

import pytest

from salesbook.cli import main as cli

SHELLS = ("bash", "zsh", "fish")
WORDS = ["", "a", "add-", "add-order", "re", "zz", "--v", "'a", "ag ", "aging --as", "list or"]


def environment(shell: str, word: str) -> dict[str, str]:
    typed = f"salesbook {word}"
    asked = {"_SALESBOOK_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        return asked | {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    return asked | {"_TYPER_COMPLETE_ARGS": typed, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}


def answered(capsys: pytest.CaptureFixture[str]) -> str:
    try:
        cli.main([])
    except SystemExit as ended:
        assert not ended.code
    return capsys.readouterr().out.rstrip("\n")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("shell", SHELLS)
def test_the_answer_is_typers(
    shell: str, word: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {**environment(shell, word), "SALESBOOK_LANG": language}.items():
        monkeypatch.setenv(name, value)
    at_once = answered(capsys)
    monkeypatch.setattr(cli, "first_words", lambda *_: None)
    assert at_once == answered(capsys)
