"""The JSON API: reads and checks a question, asks the engine and the lesson, writes the answer."""
