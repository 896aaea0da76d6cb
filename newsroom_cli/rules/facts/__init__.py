"""Rules about facts: dates, figures, names."""
