"""Tests of the at-a-glance and the files that it becomes."""
