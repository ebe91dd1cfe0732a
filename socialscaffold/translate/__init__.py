"""The program's own texts on their way to translators and back: gathered, written as PO or XLIFF, read and merged."""
