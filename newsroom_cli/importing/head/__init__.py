"""What stands above the text of a source: headline, subhead, dateline, date, embargo, and where the text begins."""
