"""Puts the host and the scheduler into LocalStack. The only part that imports it."""
