"""Lays out what LocalStack needs, starts it, waits for it and stops it. Imports nothing of LocalStack."""
