"""Streams under faults for as long as you like: ``python -m benchmarks.soak``.

Simulators of every venue are served by a process of their own (``served``), which
keeps every book that a market has had (``history``). This process watches all of them
through the hub while a seeded schedule (``schedule``) switches faults on and off, and
holds against the exchange whatever is called live (``checking``, ``account``).
"""
