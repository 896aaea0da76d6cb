"""Words of other tools, and what is meant by them here: commands, options and values."""

from __future__ import annotations

# A word that people type as a command -> the commands that do it. The first one that there is, is meant.
COMMANDS = {
    **dict.fromkeys(("serve", "server", "dev", "watch", "view-site", "run"), ("preview", "build")),
    **dict.fromkeys(("deploy", "generate", "render", "make", "compile", "site", "export-site"), ("build",)),
    **dict.fromkeys(("edit", "vi", "vim", "code"), ("open", "show")),
    **dict.fromkeys(("start", "add", "create", "draft", "write", "post"), ("new",)),
    **dict.fromkeys(("setup", "install"), ("init",)),
    **dict.fromkeys(("release", "ship", "go", "live", "issue", "distribute", "push"), ("publish",)),
    **dict.fromkeys(("lint", "test", "validate", "verify", "proofread", "spellcheck"), ("check",)),
    **dict.fromkeys(("ls", "dir", "releases", "index", "all"), ("list",)),
    **dict.fromkeys(("cat", "view", "read", "print", "display", "less"), ("show",)),
    **dict.fromkeys(("send", "mail", "mailing", "newsletter"), ("email",)),
    **dict.fromkeys(("rss", "atom", "feeds"), ("feed",)),
    **dict.fromkeys(("sign", "sign-off", "signoff", "accept", "ok"), ("approve",)),
    **dict.fromkeys(("quote", "clearance", "clearances"), ("quotes",)),
    **dict.fromkeys(("unpublish", "retract", "kill"), ("withdraw",)),
    **dict.fromkeys(("move", "mv", "slug"), ("rename",)),
    **dict.fromkeys(("correction", "amend", "update"), ("correct",)),
    **dict.fromkeys(("search", "find", "grep"), ("list", "quotes")),
    **dict.fromkeys(("explain", "rules", "why"), ("rule",)),
    **dict.fromkeys(("schedule", "upcoming", "calendar", "due"), ("next",)),
    **dict.fromkeys(("where", "blockers", "todo"), ("status",)),
    **dict.fromkeys(("template", "templates", "themes"), ("theme",)),
    **dict.fromkeys(("docx", "word", "pdf"), ("export", "email")),
    **dict.fromkeys(("paste", "convert"), ("import",)),
    **dict.fromkeys(("attachment", "attachments", "document", "documents", "download", "downloads"), ("attach",)),
    **dict.fromkeys(("pictures", "photos", "image", "picture", "photo"), ("images", "check")),
}

# Commands of git and of every tool, with what to type instead.
ANSWERS = {
    **dict.fromkeys(("copy", "duplicate", "clone", "cp"), "newsroom new --from FILE starts from an older release"),
    "help": "newsroom --help lists the commands; newsroom COMMAND --help explains one",
    "fix": "newsroom check --fix corrects what can be corrected without changing a meaning; --diff shows it first",
    "clear": "newsroom quotes clear notes that a speaker agreed to their words",
    **dict.fromkeys(
        ("delete", "remove", "rm", "discard", "trash", "throw", "del", "erase"),
        "newsroom withdraw FILE takes a public release back; of a draft that nobody has seen it deletes the file, "
        "which you may also do by hand",
    ),
    "version": "newsroom --version prints it",
    "commit": "git keeps the versions: git add, then git commit; newsroom publish prints the lines",
    "pull": "git brings the changes of others: git pull",
    "completion": "newsroom --install-completion sets up completion",
    **dict.fromkeys(
        ("config", "configure", "settings", "options"),
        "the settings of a newsroom stand in newsroom.toml, a text file in its folder",
    ),
    **dict.fromkeys(
        ("lift", "lift-embargo", "unembargo"),
        "newsroom embargo --lift takes an embargo off; newsroom publish --lift-embargo ends it and publishes",
    ),
    **dict.fromkeys(
        ("log", "history", "diff", "changes"),
        "git log -p FILE shows each version; newsroom approvals FILE shows what changed since somebody signed",
    ),
    "undo": "newsroom approve --undo takes a signature back, newsroom status FILE draft an approval; "
    "newsroom correct --undo and newsroom withdraw --undo take a notice back",
    **dict.fromkeys(
        ("unapprove", "disapprove", "unsign", "revoke", "reject"),
        "newsroom approve --undo takes your signature back; newsroom status FILE draft makes it a draft again",
    ),
}

# A word that people type as a command of newsroom quotes, and the command that does it.
OF_QUOTES = {
    **dict.fromkeys(("find", "grep", "look"), "search"),
    **dict.fromkeys(("ls", "show", "all"), "list"),
    **dict.fromkeys(("approve", "cleared", "agree"), "clear"),
}

# An option of other tools -> what to type here. It is offered where the command has that option.
OPTIONS = {
    "--json": "--format json",
    "--output-json": "--format json",
    "--form": "--format",
    "--drafts": "--status draft",
    "--draft": "--status draft",
    "--published": "--status public",
    "--state": "--status",
    "--dir": "--directory",
    "--path": "--directory",
    "--folder": "--directory",
    "--force": "--yes",
    "--title": "--headline",
    "--author": "--by",
    "--name": "--speaker",
    "--text": "--reason",
    "--at": "--as-of",
    "--after": "--since",
    "--before": "--until",
    "--lang": "--language",
    "--when": "--date",
    "--no-open": "--no-browser",
    "--open": "--browser",
}

# A value that people type -> the values meant by it. Those that an option has are offered.
VALUES = {
    "published": ("public",),
    "live": ("public",),
    "out": ("public",),
    "online": ("public",),
    "final": ("approved", "error"),
    "ready": ("approved",),
    "signed": ("approved",),
    "pending": ("review", "scheduled"),
    "waiting": ("review", "scheduled"),
    "planned": ("scheduled",),
    "upcoming": ("scheduled",),
    "unpublished": ("draft",),
    "retracted": ("withdrawn",),
    "cancelled": ("withdrawn",),
    "deleted": ("withdrawn",),
    "embargo": ("embargoed",),
    "held": ("embargoed", "scheduled"),
    **dict.fromkeys(("errors", "has errors", "faulty", "broken"), ("unclear", "error")),
    "xml": ("rss", "atom"),
    "txt": ("text",),
    "plain": ("text",),
    "htm": ("html",),
    "web": ("html",),
    "mail": ("eml",),
    "csv": ("json",),
    "yaml": ("json",),
    "warn": ("warning",),
    "all": ("info",),
    "none": ("never",),
    "title": ("headline",),
}

# Kinds of files that people ask another command for, with the one that writes them.
WRITTEN_ELSEWHERE = {
    **dict.fromkeys(("word", "doc", "docx"), "newsroom export writes a Word file"),
    "pdf": "newsroom preview shows the page, to be printed as a PDF",
}
