"""Print: what is set in type, by typst, with fonts from wheels; the same input makes the same bytes."""
