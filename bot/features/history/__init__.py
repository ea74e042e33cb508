"""How an indicator has gone: what was agreed, how it was rated, whether it moved for the same people."""
