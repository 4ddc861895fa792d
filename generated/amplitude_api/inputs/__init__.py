# Generated from specs/ by `nox -s generate`; do not edit.
"""Typed inputs: the schemas of each API as TypedDicts, with the names of the wire; those in
`tracking` are keyword arguments, with their names in Python."""
