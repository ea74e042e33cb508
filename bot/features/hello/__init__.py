"""First contact: what will come, who sees it, how to say no; nothing else is sent before a yes."""
