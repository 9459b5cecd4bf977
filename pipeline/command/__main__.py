"""``python -m pipeline.command`` is ``iku``."""

from pipeline.command.cli import main

if __name__ == "__main__":
    main(prog_name="iku")
