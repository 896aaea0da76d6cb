"""Who issues a source: offices and organisations in its head, text, contacts and page data."""
