"""Faults: what is lost, told and duplicated when the service, the wire or the process fails.

`python -m faults` runs every scenario over real sockets: a fault server in a process of its own, an
SDK in a process of its own, and a judge that compares what was tracked with what was stored.
"""
