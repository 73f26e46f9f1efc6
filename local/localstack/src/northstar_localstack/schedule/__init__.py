"""What EventBridge Scheduler does with a schedule, over a clock that can be moved. Knows nothing of the emulator."""
