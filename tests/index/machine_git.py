"""What git does to a book's files: branches are switched, commits reverted, files moved, work put aside."""

from __future__ import annotations

import os
import random
import subprocess

from hypothesis.stateful import precondition, rule

from tests.index.machine_edits import SEEDS, EditedBook


class BookInGit(EditedBook):
    """A book in a git repository of its own."""

    @rule()
    def commit(self) -> None:
        if not (self.root / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")
            (self.root / ".gitignore").write_text(".salesbook/\n", encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=so far")

    def committed(self) -> bool:
        """Whether git holds anything yet."""
        return (self.root / ".git").exists()

    @precondition(committed)
    @rule(seed=SEEDS)
    def commit_on_a_branch(self, seed: int) -> None:
        self.git("checkout", "--quiet", "-B", f"branch-{seed % 3}")
        self.edit_anything(seed)
        self.commit()

    @precondition(committed)
    @rule(seed=SEEDS)
    def switch_branch(self, seed: int) -> None:
        branches = self.git("branch", "--format=%(refname:short)").split()
        self.git("checkout", "--quiet", "--force", random.Random(seed).choice(branches))

    @precondition(committed)
    @rule()
    def revert(self) -> None:
        self.git("checkout", "--quiet", "--force", "HEAD")
        if self.git("rev-list", "--count", "HEAD") != "1\n" and self.git("diff", "--name-only", "HEAD~1", "HEAD"):
            self.git("revert", "--no-edit", "HEAD")  # of a commit of nothing there is nothing to revert

    @precondition(committed)
    @rule()
    def go_back_a_commit(self) -> None:
        if self.git("rev-list", "--count", "HEAD") != "1\n":
            self.git("reset", "--quiet", "--hard", "HEAD~1")

    @precondition(committed)
    @rule(seed=SEEDS)
    def put_aside_and_take_up_again(self, seed: int) -> None:
        self.edit_anything(seed)
        self.git("stash", "--quiet")
        self.read_in_between()
        self.git("stash", "pop", "--quiet", check=False)  # there is none where nothing was changed

    def git(self, *arguments: str, check: bool = True) -> str:
        """What git prints."""
        clerk = ("-c", "user.name=clerk", "-c", "user.email=clerk@example.com", "-c", "gc.auto=0")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *clerk, "-c", "core.autocrlf=false", *arguments],
            cwd=self.root,
            env=environment | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
            check=check,
            capture_output=True,
        )
        return done.stdout.decode()
