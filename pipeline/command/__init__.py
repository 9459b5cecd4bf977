"""The command line. Knows click and nothing of the stages but the doors it calls."""
