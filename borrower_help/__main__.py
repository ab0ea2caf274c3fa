"""``python -m borrower_help``"""

from borrower_help.cli.main import run

if __name__ == "__main__":
    run()
