"""The record of assigned quizzes: what came in, what it earned, and what must be forgotten.

One SQLite file, or a PostgreSQL server by address where several managers share one record.
"""
