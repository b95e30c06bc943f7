"""How fast and how small we are, beside others, on the same content in the same run."""
