"""How fast the ingestion engine is, beside other SDKs and the machine's limits: `python -m benchmarks`."""
