"""socialscaffold: a compiler for social, blended learning.

Nothing is imported here, so that `socialscaffold --version` stays as quick as Python itself.
"""

__version__ = "0.1.0"
