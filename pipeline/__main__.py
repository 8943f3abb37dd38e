"""`python -m pipeline` is the command `zhengju`, for where it is not on the path."""

from pipeline.cli import app

if __name__ == "__main__":
    app(prog_name="zhengju")
