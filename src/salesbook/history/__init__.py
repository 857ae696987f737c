"""The book's history in git: one commit for each command, and what a repository says of its book."""

from salesbook.history.changes import EntriesOf, pending_hand_edits
from salesbook.history.commits import Commit, Message, commit, commit_hand_edits
from salesbook.history.repository import Head, Settings, head, init_repository, set_pad, settings
from salesbook.history.trailers import entries_entered_by

__all__ = [
    "Commit",
    "EntriesOf",
    "Head",
    "Message",
    "Settings",
    "commit",
    "commit_hand_edits",
    "entries_entered_by",
    "head",
    "init_repository",
    "pending_hand_edits",
    "set_pad",
    "settings",
]
