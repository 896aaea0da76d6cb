"""Sources as they really arrive, turned into releases: pasted text, pages, Word, mail, Markdown, feeds."""
