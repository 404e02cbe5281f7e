"""The command `digest`, which is also `python -m digest`."""


def main() -> None:
    """Run the command line. From the first import on, Ctrl-C ends it without a word."""
    try:
        from digest.interrupt import listen

        listen()
    except KeyboardInterrupt:
        raise SystemExit(128 + 2) from None
    from digest.cli import main as run

    run()


if __name__ == "__main__":
    main()
