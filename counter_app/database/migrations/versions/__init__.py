"""One step of the schema a file. A step that has been shipped is never edited."""
