"""`/stem digest …`: looking at digests, sharing, planning and correcting them."""
