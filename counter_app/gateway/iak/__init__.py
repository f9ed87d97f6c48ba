"""The biller aggregator IAK behind ``HostGateway``: inquiry, payment and status of its product BPJSTK, and no more."""
