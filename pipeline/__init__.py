"""The run: find PDFs, call the stages in order, land the files; and the command line."""
