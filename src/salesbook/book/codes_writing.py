"""Problems of writing a book: its lock, its disk, and commands that were interrupted."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

LOCKED = Code(
    id="E0050",
    title=Text(en="Another command is writing", zh="另一个命令正在写入"),
    message=Text(
        en="Another salesbook command has been writing to this book for more than {seconds} seconds. Nothing was "
        "written.",
        zh="另一个 salesbook 命令正在写入该账簿，等待超过 {seconds} 秒。本次没有写入任何内容。",
    ),
    advice=Text(
        en="Wait until it is done, and run the command again. A stopped or killed command releases its lock by itself.",
        zh="请等它完成后再次运行本命令。被中止的命令会自动释放锁。",
    ),
    background=Text(
        en="One command writes to a book at a time. The operating system holds the lock on .salesbook/lock and frees "
        "it when the process ends, however it ends; deleting the file is never needed.",
        zh="同一时间只有一个命令写入账簿。锁由操作系统加在 .salesbook/lock 上，进程无论怎样结束都会释放；任何时候都不需要删除该文件。",
    ),
)

DISK = Code(
    id="E0051",
    title=Text(en="The disk or folder cannot be written", zh="磁盘或文件夹无法写入"),
    message=Text(
        en="{path}: {reason}. Nothing was written.",
        zh="{path}：{reason}。本次没有写入任何内容。",
    ),
    advice=Text(en="{remedy} Then run the command again.", zh="{remedy}然后再次运行本命令。"),
    background=Text(
        en="An entry is written whole or not at all: to a new file first, which takes the place of the old one only "
        "when it is safely on the disk. Where that fails, the book stays as it was.",
        zh="条目要么完整写入，要么完全不写：先写到新文件，安全落盘后才替换旧文件。中途失败时账簿保持原样。",
    ),
)

CHANGED_MEANWHILE = Code(
    id="E0052",
    title=Text(en="File changed meanwhile", zh="文件在此期间被修改"),
    message=Text(
        en="{path} was changed by another program while this command ran. Nothing was written.",
        zh="本命令运行期间，{path} 被其他程序修改。本次没有写入任何内容。",
    ),
    advice=Text(
        en="Save your work in the editor, and run the command again.",
        zh="请先在编辑器中保存，然后再次运行本命令。",
    ),
    background=Text(
        en="Before a file is replaced it is compared with what the command had read, so that an edit by hand or by "
        "git in between is never overwritten.",
        zh="替换文件之前会与命令读到的内容比对，因此其间手工或 git 所做的修改绝不会被覆盖。",
    ),
)

NOT_COMPLETED = Code(
    id="E0053",
    title=Text(en="Interrupted command not completed", zh="中断的命令未能补完"),
    message=Text(
        en="An earlier command was interrupted while it wrote {path}, and the file was changed since. It is left as "
        "it is; what the command was to write is kept in {kept}.",
        zh="之前的命令在写入 {path} 时中断，此后该文件又被修改。文件保持现状；该命令原本要写的内容保存在 {kept}。",
    ),
    advice=Text(
        en='Compare the two files, take over what is missing, and run "salesbook check".',
        zh="请比较两个文件，把缺少的内容补上，然后运行“salesbook check”。",
    ),
    background=Text(
        en="A command that changes several files first notes in .salesbook/journal what it will write, so that the "
        "next command can complete it after a crash. A file that somebody changed in between is never "
        "overwritten.",
        zh="同时修改多个文件的命令会先把要写的内容记入 .salesbook/journal，这样崩溃后下一个命令可以补完。其间有人修改过的文件绝不会被覆盖。",
    ),
)

UNFINISHED = Code(
    id="E0054",
    title=Text(en="Writing is not finished", zh="写入尚未完成"),
    message=Text(
        en="{path}: {reason}. Several files were to be written together, and some still wait; what is to be written "
        "is safe in .salesbook/journal.",
        zh="{path}：{reason}。需要一起写入的几个文件还有一部分没有写完；待写内容已安全保存在 .salesbook/journal。",
    ),
    advice=Text(
        en="{remedy} The next salesbook command then completes the work by itself; do not enter it again.",
        zh="{remedy}之后的下一个 salesbook 命令会自动补完，请不要重复录入。",
    ),
    background=Text(
        en="This happens only where the disk fails between two files and the first cannot be put back either. The "
        "journal holds everything, and is worked off before the next entry is made.",
        zh="只有在两个文件之间磁盘出错、且前一个文件也无法还原时才会出现。日志中保存着全部内容，会在下一次录入之前处理完。",
    ),
)
