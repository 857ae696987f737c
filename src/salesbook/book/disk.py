"""Writing files so that each is whole at every moment, and what the disk may answer, in words."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from salesbook.book.codes_writing import DISK
from salesbook.i18n import Text
from salesbook.model.problem import Code, Problem

_SPACE = Text(en="Free some space.", zh="请先释放空间，")
_CLOSE = Text(
    en="Close the file elsewhere, or ask for the right to write in this folder.",
    zh="请关闭占用该文件的程序或申请写入权限，",
)
_CLOSE_THERE = Text(en="Close it there.", zh="请先关闭它，")
_CHECK = Text(
    en="Check the disk or the network drive, and your backups.", zh="请检查磁盘或网络驱动器，并确认备份可用，"
)
_RESTORE = Text(en="Restore the folder.", zh="请恢复该文件夹，")
_REMEDIES = {
    errno.ENOSPC: _SPACE,
    errno.EFBIG: _SPACE,
    errno.EDQUOT: Text(en="Delete files you do not need, or ask for more.", zh="请删除不需要的文件或申请更多配额，"),
    errno.EROFS: Text(en="Copy the book to a disk that can be written.", zh="请把账簿复制到可写的磁盘上，"),
    errno.EACCES: _CLOSE,
    errno.EPERM: _CLOSE,
    errno.EBUSY: _CLOSE_THERE,
    errno.ETXTBSY: _CLOSE_THERE,
    errno.EIO: _CHECK,
    errno.ESTALE: _CHECK,
    errno.ENOLCK: Text(en="Keep the book on a disk of this computer.", zh="请把账簿放在本机磁盘上，"),
    errno.ENAMETOOLONG: Text(en="Move the book to a shorter path.", zh="请把账簿移到较短的路径，"),
    errno.ENOTDIR: _RESTORE,
    errno.ENOENT: _RESTORE,
}
_OTHER_REMEDY = Text(en="Mend this.", zh="请先排除该问题，")

_REPLACE_ATTEMPTS = 10
_REPLACE_PAUSE = 0.05


def disk_problem(error: OSError, path: object, code: Code = DISK) -> Problem:
    """What the system said about ``path``, for a person."""
    remedy = _REMEDIES.get(error.errno or 0, _OTHER_REMEDY)
    from salesbook.i18n.system_errors import system_reason  # what went wrong is seldom told

    return code.problem(path=path, reason=system_reason(error), remedy=remedy)


def temporary_of(target: Path) -> Path:
    """Where the new content of ``target`` waits: in its folder, so that taking its place is one atomic step."""
    return target.with_name(f".{target.name}.salesbook-new")


def write_temporary(target: Path, content: bytes) -> Path:
    """Write ``content`` beside ``target``, down to the disk, with the permissions that ``target`` has."""
    temporary = temporary_of(target)
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        if os.name == "posix" and target.exists():
            os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
        os.fsync(file.fileno())
    return temporary


def put_in_place(temporary: Path, target: Path) -> None:
    """Let ``temporary`` take the place of ``target``, in one atomic step.

    Windows refuses while a virus scanner or an editor holds the file; that mostly passes in a moment.
    """
    for attempt in range(_REPLACE_ATTEMPTS):
        try:
            temporary.replace(target)
            return
        except PermissionError:
            if os.name == "posix" or attempt == _REPLACE_ATTEMPTS - 1:
                raise
            time.sleep(_REPLACE_PAUSE)


def write_whole(target: Path, content: bytes) -> None:
    """Replace ``target`` with ``content``: at every moment it is either the old file or the new one."""
    put_in_place(write_temporary(target, content), target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in ``folder`` down to the disk, where the system can; Windows and some network drives cannot."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_if_exists(path: Path) -> bytes | None:
    """The bytes of a file, or ``None`` where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
