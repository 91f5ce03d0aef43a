"""Every change that can be made to a session: one small value class each."""
