"""How fast the SDK is, beside other SDKs, plain httpx and the machine's limits: `python -m benchmarks`."""
