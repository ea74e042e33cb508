"""What is mine: open questions, tasks, the next meeting, my answers, my times; in one private message."""
