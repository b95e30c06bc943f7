"""Files that come from people and other systems, one file a format."""
