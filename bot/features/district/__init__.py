"""The district's progress report: several teams told of side by side, as far as each is large enough."""
