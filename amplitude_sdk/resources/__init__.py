"""What a user calls. The async faces are written, the sync ones derived from them."""
