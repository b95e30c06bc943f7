"""Front Desk: content in, a site, marks and papers out."""

__version__ = "0.1.0"
