"""The norms that meetings hear: what each means, looks like and sounds like, and which is today's."""
