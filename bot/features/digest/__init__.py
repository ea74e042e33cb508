"""The digest: what moved, who answered, what is overdue and what comes next, for channels and for leaders."""
