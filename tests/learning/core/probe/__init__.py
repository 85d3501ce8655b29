"""A small product around the outbox, for tests that need real processes: one event, one address that publishes it."""
