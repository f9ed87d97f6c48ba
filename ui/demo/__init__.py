"""The office's day, played through the real window against a sandbox host of its own."""
