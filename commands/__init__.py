"""What a person at the command line can do, one file a group of commands; `__main__.py` puts them together."""
