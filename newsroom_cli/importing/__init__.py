"""Import: pasted text, pages, Word files, mails, Markdown and feeds become draft releases."""
