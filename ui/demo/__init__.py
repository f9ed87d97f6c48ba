"""A clerk's morning, played through the real window against a sandbox host of its own."""
