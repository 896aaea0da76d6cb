"""Turn pasted text, web pages, Word and PDF files, mails, Markdown, feeds and wire messages into draft releases."""
