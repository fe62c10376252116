"""``python -m nlp.cli``: the command ``veille`` where the program is not in the path."""

from nlp.cli import main

if __name__ == "__main__":
    main()
