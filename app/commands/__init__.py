"""What the command line does besides serving: the lesson's answers as text, for a terminal or a file."""
