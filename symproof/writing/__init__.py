"""Reports to people and machines."""
