"""Fixtures that every integration test may ask for."""

from tests.helpers.sandbox import caller, new_caller, sandbox, sandbox_server

__all__ = ["caller", "new_caller", "sandbox", "sandbox_server"]
