"""Pictures: pure functions from values and a size to rows."""
