"""The ways to the host: signing, wire types, and the adapters behind ``HostGateway``."""
