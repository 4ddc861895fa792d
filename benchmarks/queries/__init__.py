"""How much longer a query takes than with plain httpx."""
