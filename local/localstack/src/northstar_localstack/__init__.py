"""Northstar's local AWS: LocalStack without Docker, with the parts that its open edition lacks."""
