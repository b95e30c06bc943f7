"""Texts and questions as HTML: what pages, assigned quizzes and printed papers share."""
