"""Exam papers: question booklets, answer sheets made to be read back, and the key."""
