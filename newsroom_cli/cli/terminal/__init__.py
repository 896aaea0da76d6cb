"""Lines, tables, colours, questions and typed answers on a terminal."""
