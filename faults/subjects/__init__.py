"""The SDKs under test, behind one face."""
