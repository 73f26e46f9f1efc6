"""Runs LocalStack in this process."""

import os

from localstack.runtime.main import main

os.environ["NORTHSTAR_PARENT"] = str(os.getpid())  # DynamoDB Local ends with this process
main()
