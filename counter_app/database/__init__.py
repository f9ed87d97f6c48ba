"""The counter's encrypted database: ``services.ports.Store`` over SQLAlchemy and SQLCipher. The way in is ``opening``."""
