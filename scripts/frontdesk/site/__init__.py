"""The site: macros and HTML.  The only room that knows the site generator."""
