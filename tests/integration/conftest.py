"""Fixtures that every integration test may ask for."""

from tests.helpers.sandbox import caller, sandbox, sandbox_server

__all__ = ["caller", "sandbox", "sandbox_server"]
