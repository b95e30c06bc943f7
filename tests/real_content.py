"""The real content, read once a run: lessons, banks and data are test data too."""

from conftest import ROOT
from frontdesk.library import Library, read_library

LIBRARY: Library = read_library(ROOT)[0]
