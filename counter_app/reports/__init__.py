"""Documents for people: made of values, on A4, the same bytes for the same values."""
