"""The host, served for real: every service of the contract, its people invented, its faults on request.

A request's way: ``app`` (routes) → ``front_door`` (who calls, is it fresh, is it signed) → ``faults`` that act
before the commit → one of the services → faults that act after it → a signed reply.
"""
