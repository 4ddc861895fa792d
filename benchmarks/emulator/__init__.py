"""How fast the emulator is, beside a server that stores nothing and DuckDB by itself."""
