from redisvl.index import SearchIndex
from redisvl.query import FilterQuery

# unlike DynamoDB, this index is ranked
def engineers(index):
    return index.query(FilterQuery(filter_expression="@job:{engineer}"))
