"""Problems of git: E0701 to E0749."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.problem import Code

OPERATION_IN_PROGRESS = Code(
    id="E0701",
    title=Text(en="git is in the middle of something", zh="git 有未完成的操作"),
    message=Text(
        en="No commit was made: a git {operation} is under way in this repository. {state}",
        zh="未提交：该仓库的 git {operation} 尚未完成。{state}",
    ),
    advice=Text(
        en="Finish it with `git {operation} --continue` or give it up with `git {operation} --abort`, "
        "then run the command again.",
        zh="请先用 `git {operation} --continue` 完成，或用 `git {operation} --abort` 放弃，然后再次运行本命令。",
    ),
    background=Text(
        en="While a merge, rebase, cherry-pick or revert is under way, the next commit belongs to it. "
        "A commit by salesbook would end up inside it, or conclude it unfinished.",
        zh="合并、变基、拣选或还原进行期间，下一次提交属于该操作。此时由 salesbook 提交，会混入其中，"
        "或在冲突未解决时就将其结束。",
    ),
)

NO_IDENTITY = Code(
    id="E0702",
    title=Text(en="git does not know who you are", zh="git 未设置用户身份"),
    message=Text(
        en="No commit was made: git has no name and e-mail address to record as its author. {state}",
        zh="未提交：git 未设置作者姓名和邮箱。{state}",
    ),
    advice=Text(
        en='Run `git config --global user.name "Your Name"` and '
        "`git config --global user.email you@example.com`, then run the command again.",
        zh='请运行 `git config --global user.name "姓名"` 和 '
        "`git config --global user.email you@example.com`，然后再次运行本命令。",
    ),
    background=Text(
        en="The history says who changed which figure. git can make up an author from the names of the "
        "user and the computer; salesbook does not let it, since nobody could rely on such a name.",
        zh="提交历史记录了谁在何时改了哪个数字。git 可以用系统用户名和计算机名拼出作者，但这样的作者无从"
        "核实，因此 salesbook 不予采用。",
    ),
)

REPOSITORY_LOCKED = Code(
    id="E0703",
    title=Text(en="Another git holds the repository", zh="仓库被另一个 git 进程锁定"),
    message=Text(
        en="No commit was made: another git process has kept the repository locked for {seconds} seconds. {state}",
        zh="未提交：另一个 git 进程锁定仓库已超过 {seconds} 秒。{state}",
    ),
    advice=Text(
        en="Wait until it is done. If no git is running, one was killed: delete {lock}. Then run the command again.",
        zh="请等待其结束。若确认没有 git 在运行，则是上次异常退出遗留的锁，请删除 {lock}。然后再次运行本命令。",
    ),
    background=Text(
        en="git lets one process at a time change what is staged, and marks that with a lock file. "
        "salesbook waits for it for some seconds and never removes it.",
        zh="git 同一时间只允许一个进程修改暂存区，并以锁文件标记。salesbook 会等待数秒，但不会删除锁文件。",
    ),
)

FILE_IGNORED = Code(
    id="E0704",
    title=Text(en="git ignores a file of the book", zh="账簿文件被 git 忽略"),
    message=Text(
        en="No commit was made: git is told to ignore {files}. {state}",
        zh="未提交：git 被设置为忽略 {files}。{state}",
    ),
    advice=Text(
        en="Take the folder out of `.gitignore`, or write `git: {{commit: false}}` in `salesbook.yaml` "
        "if this book is not to be kept in git.",
        zh="请从 `.gitignore` 中移除该文件夹；若此账簿不需要用 git 管理，请在 `salesbook.yaml` 中写入 "
        "`git: {{commit: false}}`。",
    ),
    background=Text(
        en="A book whose files are ignored has no history, although its folder lies in a git repository. "
        "That may be meant, but it is for the user to say.",
        zh="账簿位于 git 仓库中，但其文件被忽略，便没有历史记录。这可能是有意为之，但须由用户明确。",
    ),
)

GIT_REFUSED = Code(
    id="E0705",
    title=Text(en="git refused", zh="git 拒绝执行"),
    message=Text(
        en="git refused, and no commit was made. {state} git says: {words}",
        zh="git 拒绝执行，未提交。{state}git 提示：{words}",
    ),
    advice=Text(
        en="Mend what git or its hook names, then run the command again.",
        zh="请按 git 或钩子的提示处理，然后再次运行本命令。",
    ),
    background=Text(
        en="salesbook commits with plain `git commit`, so that your hooks and your signing key are used. "
        "Whatever stops such a commit stops this one.",
        zh="salesbook 直接使用 `git commit` 提交，因此会执行您的钩子并使用您的签名密钥。"
        "凡能阻止普通提交的情况，同样会阻止此次提交。",
    ),
)

NO_REPOSITORY_MADE = Code(
    id="E0706",
    title=Text(en="No repository could be made", zh="无法创建仓库"),
    message=Text(
        en="git could not make a repository in {folder}. git says: {words}",
        zh="git 无法在 {folder} 中创建仓库。git 提示：{words}",
    ),
    advice=Text(
        en="Mend what git names and run `git init` there, or keep the book without git.",
        zh="请按 git 的提示处理后在该文件夹运行 `git init`，或不使用 git 管理此账簿。",
    ),
    background=Text(
        en="A book is complete without git, but only git tells who changed which figure, and when.",
        zh="没有 git，账簿同样完整；但只有 git 能说明谁在何时改了哪个数字。",
    ),
)

SETTING_REFUSED = Code(
    id="E0707",
    title=Text(en="git did not keep a setting", zh="git 未能保存设置"),
    message=Text(
        en="git could not keep the pad as a setting of this clone. git says: {words}",
        zh="git 未能保存本副本的单据本（pad）设置。git 提示：{words}",
    ),
    advice=Text(
        en="Mend what git names and run `git config salesbook.pad NAME`.",
        zh="请按 git 的提示处理后运行 `git config salesbook.pad 名称`。",
    ),
    background=Text(
        en="Each clone of a shared book numbers its entries from a pad of its own, which its git configuration keeps.",
        zh="多人共用一个账簿时，每个副本使用自己的单据本（pad）编号，名称保存在该副本的 git 配置中。",
    ),
)

CODES = (
    OPERATION_IN_PROGRESS,
    NO_IDENTITY,
    REPOSITORY_LOCKED,
    FILE_IGNORED,
    GIT_REFUSED,
    NO_REPOSITORY_MADE,
    SETTING_REFUSED,
)
"""Every problem of this package, in order of id."""
