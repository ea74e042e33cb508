"""The yearly at-a-glance: prepared by one, confirmed by another, and never changed from then on."""
