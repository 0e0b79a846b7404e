"""Papers that go out or into the file, drafted from the record: one kind a file (forms.md 3).

A paper is written in Chinese whatever the reader's language, because the law knows no other form.
Number, seal and signatures are never filled in: a :class:`Blank` says what a person puts there.

Nothing printed may tell that a hazard was reported by the public (plan §10): no paper has the
source, the case, who found it, a note or the entry that verified it, and the day it is dated from
is the day of registration, for every hazard alike.
"""
