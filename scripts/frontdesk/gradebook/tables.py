"""The tables of the gradebook.

Answers are only ever added; names, answers and results go when a person is forgotten.  Times are texts with
their offset from Greenwich, marks exact fractions as text: no database rounds either of them.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = 1
TABLES = MetaData()

META = Table(
    "meta", TABLES, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False)
)

ASSIGNMENTS = Table(
    "assignments",
    TABLES,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("due", String(10), nullable=False),
    Column("manifest", Text, nullable=False),
)

PEOPLE = Table(
    "people",
    TABLES,
    Column("assignment", ForeignKey("assignments.id"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

SUBMISSIONS = Table(
    "submissions",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("assignment", ForeignKey("assignments.id"), nullable=False),
    Column("paper", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("raw", Text, nullable=False),
    Column("came", String(20), nullable=False),
    Column("source", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("images", Text, nullable=False),
    Column("submitted", String(40), nullable=False),
    Column("arrived", String(40), nullable=False),
    Column("late", Boolean, nullable=False),
    Index("submissions_of_a_person", "assignment", "person"),
)

RESULTS = Table(
    "results",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("submission", ForeignKey("submissions.id"), nullable=False, index=True),
    Column("edition", Text, nullable=False),
    Column("graded", String(40), nullable=False),
    Column("earned", Text, nullable=False),
    Column("possible", Text, nullable=False),
    Column("percent", Text, nullable=False),
    Column("passed", Boolean),
    Column("result", Text, nullable=False),
)

MARKS = Table(
    "marks",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("submission", ForeignKey("submissions.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("points", Text, nullable=False),
    Column("possible", Text, nullable=False),
    Column("lines", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("marked", String(40), nullable=False),
    UniqueConstraint("submission", "question"),
)

REPAIRS = Table(
    "repairs",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("assignment", ForeignKey("assignments.id"), nullable=False),
    Column("graded", String(40), nullable=False),
    Column("edition", Text, nullable=False),
    Column("questions", Text, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("held", Integer, nullable=False),
)

FORGOTTEN = Table(
    "forgotten",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("assignment", ForeignKey("assignments.id"), nullable=False),
    Column("day", String(10), nullable=False),
    Column("submissions", Integer, nullable=False),
)
