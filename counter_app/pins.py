"""PINs are kept as argon2id hashes (``services.ports.PinHasher``)."""

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
"""What OWASP's password storage guidance names as the least for argon2id: 19 MiB, two passes, one lane."""


class Argon2Pins:
    """Hashes with a salt of its own each time; a stored hash says by which figures it was made."""

    def hash(self, pin: str) -> str:
        """The hash to store of a PIN."""
        from argon2 import PasswordHasher

        return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES).hash(pin)

    def verify(self, pin_hash: str, pin: str) -> bool:
        """Whether ``pin`` is the one behind ``pin_hash``; false for a hash that is none."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return PasswordHasher().verify(pin_hash, pin)
        except (VerificationError, InvalidHashError):
            return False
