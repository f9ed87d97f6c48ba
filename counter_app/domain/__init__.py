"""What the counter is about, in values and rules. Standard library only."""
