"""The repositories of ``services.ports`` over SQLAlchemy: one file each, rows on one side and domain values on the other."""
