"""The only room that knows httpx: addressing, authentication, retry, error mapping and redaction."""
