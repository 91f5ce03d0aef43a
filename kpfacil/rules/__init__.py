"""What can be said of a session without changing it: findings as values."""
