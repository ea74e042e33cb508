"""The stepback brief: once a quarter, what a team shows to those who support it, and what it asks of them."""
