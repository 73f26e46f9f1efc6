"""Runs a Java function as a plain process, as Lambda would. Knows nothing of the emulator that it serves."""
