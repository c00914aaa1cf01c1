"""The house rules a general linter cannot know, one rule a file in ``rules/``.

Each rule's docstring tells why it exists and what it asks. ``python -m tools.lints`` runs all of them in a few
seconds; ``docs/develop/lints.md`` lists them. What cannot be put right at once is in ``exceptions.toml``, which only
shrinks.
"""
