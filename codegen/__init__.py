"""Turns the hand-written OpenAPI documents of `specs/` into `generated/amplitude_api/`.

`python -m codegen generate` writes, `python -m codegen drift` compares. From Python:
`codegen.build.generate(specs, output)`.
"""
