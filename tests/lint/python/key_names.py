"""Constants of the tables."""
from enum import Enum

PK = "pk"
SK = "sk"
BY_PK = "#pk = :pk"
UPDATE_TIME = "SET updated_at = :updated_at"


class Fields:
    STATUS = "status"
    COND = "attribute_exists(pk)"


class Expr(str, Enum):
    NOT_THERE = "attribute_not_exists(pk)"
    THERE = "attribute_exists(pk)"
