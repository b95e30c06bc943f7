"""What is handed out to people under an assignment."""
