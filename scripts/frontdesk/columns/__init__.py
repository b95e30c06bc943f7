"""Sheets by the million: a CSV file graded in blocks of columns, byte for byte as one by one.

What the columns do not understand is read and marked by `exchange` and `grading`, row by row, in its place:
rows with a quote, too few cells or no person, and files that are no plain CSV of sheets.
"""

from frontdesk.columns.grading import grade_csv

__all__ = ["grade_csv"]
