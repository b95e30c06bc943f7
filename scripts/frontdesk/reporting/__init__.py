"""The manager's report: what a class did, as one page for the eye and one workbook for sums.

Pure: it takes a `ClassRecord` and gives text and bytes; it reads no file, no gradebook and no clock.
"""
