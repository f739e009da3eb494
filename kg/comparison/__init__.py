"""What two releases state differently, and why."""
