"""A pause for the whole team: nothing is sent by itself, and nothing is caught up afterwards."""
