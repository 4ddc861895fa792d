"""The query budget: keeps a project within the documented limits, before the service has to."""
