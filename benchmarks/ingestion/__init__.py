"""How fast events are taken and delivered, beside other SDKs and the machine's limits."""
