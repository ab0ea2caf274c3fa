"""What every command is held against: two options and one line printed with Rich."""
# ruff: noqa: INP001 - scripts, no package

import typer
from rich.console import Console

app = typer.Typer()


@app.command()
def bare(name: str = "", loud: bool = False) -> None:
    """Print one line."""
    Console().print(f"你好 {name}{'！' if loud else ''}")


app()
