"""``python -m salesbook`` is the ``salesbook`` command."""

from salesbook.cli.main import run

if __name__ == "__main__":
    run()
