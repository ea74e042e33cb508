"""Going away for some days, wanting a pause, and coming back."""
