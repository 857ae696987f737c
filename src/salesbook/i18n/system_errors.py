"""Why the operating system refuses a file, in both languages: its own words are in one, and seldom plain."""

from __future__ import annotations

import errno

from salesbook.i18n.text import Text, verbatim

_IN_USE = Text(en="the file is in use by another program", zh="文件正被其他程序使用")
_NO_PERMISSION = Text(
    en="there is no permission, or the file is open in another program", zh="没有权限，或文件正被其他程序打开"
)
_FULL = Text(en="the disk is full", zh="磁盘已满")
_DEVICE = Text(en="the disk reports an error", zh="磁盘报告读写错误")
_TOO_MANY = Text(en="too many files are open", zh="打开的文件过多")
_NOT_REACHED = Text(en="the network drive cannot be reached", zh="无法连接网络驱动器")

_REASONS = {
    errno.ENOENT: Text(en="there is no such file or folder", zh="没有这个文件或文件夹"),
    errno.EISDIR: Text(en="it is a folder, not a file", zh="这是文件夹，不是文件"),
    errno.ENOTDIR: Text(en="another file stands where a folder is needed", zh="应为文件夹的位置是文件"),
    errno.EEXIST: Text(en="it exists already", zh="该文件或文件夹已存在"),
    errno.ENOTEMPTY: Text(en="the folder is not empty", zh="文件夹不是空的"),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EBUSY: _IN_USE,
    errno.ETXTBSY: _IN_USE,
    errno.ENOSPC: _FULL,
    errno.EFBIG: Text(en="the file is larger than the disk allows", zh="文件超过磁盘允许的大小"),
    errno.EDQUOT: Text(en="your share of the disk is used up", zh="您的磁盘配额已用完"),
    errno.EROFS: Text(en="the disk is read-only", zh="磁盘为只读"),
    errno.EIO: _DEVICE,
    errno.ESTALE: _NOT_REACHED,
    errno.ETIMEDOUT: _NOT_REACHED,
    errno.EHOSTDOWN: _NOT_REACHED,
    errno.ENODEV: Text(en="the drive is not there", zh="找不到该驱动器"),
    errno.ENOLCK: Text(en="this drive cannot lock files", zh="该驱动器不支持文件锁"),
    errno.ENAMETOOLONG: Text(en="the path is too long", zh="路径过长"),
    errno.ELOOP: Text(en="its links lead in a circle", zh="链接循环引用"),
    errno.EINVAL: Text(en="the system does not take such a name or file", zh="系统不接受这样的文件名或文件"),
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
}

_OF_WINDOWS = {32: _IN_USE, 33: _IN_USE, 112: _FULL}
"""What Windows tells apart and its C library does not: sharing and lock violations, a full disk."""


def system_reason(error: OSError) -> Text:
    """Why the system refused; its own words where they are unusual."""
    reason = _OF_WINDOWS.get(getattr(error, "winerror", None) or 0) or _REASONS.get(error.errno or 0)
    return reason or verbatim(error.strerror or str(error))
