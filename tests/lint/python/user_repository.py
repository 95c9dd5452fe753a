from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional

import boto3
from boto3.dynamodb.conditions import Attr, ConditionBase, Key

from .errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.service_resource import Table
    from mypy_boto3_dynamodb.type_defs import QueryInputTableQueryTypeDef

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class User:
    pk: str
    sk: str
    email: str
    status: str = "ACTIVE"


class UserRepository:
    """All reads and writes of users."""

    GSI_EMAIL = "gsi1"
    NOT_THERE = "attribute_not_exists(pk)"

    def __init__(self, table_name: str, *, session: Optional[boto3.Session] = None) -> None:
        self._session = session or boto3.Session()
        self._table: "Table" = self._session.resource("dynamodb").Table(table_name)

    def create(self, user: User) -> None:
        try:
            self._table.put_item(
                Item=asdict(user),
                ConditionExpression=self.NOT_THERE,  # expect: condition whole
            )
        except self._table.meta.client.exceptions.ConditionalCheckFailedException as exc:
            raise ConflictError(user.pk) from exc

    def create_if_absent(self, user: User) -> bool:
        condition = Attr("pk").not_exists() & Attr("sk").not_exists()
        self._table.put_item(Item=asdict(user), ConditionExpression=condition)  # expect: condition builder
        return True

    def by_email(self, email: str) -> Optional[Dict[str, Any]]:
        resp = self._table.query(
            IndexName=self.GSI_EMAIL,
            KeyConditionExpression=Key("gsi1pk").eq(f"EMAIL#{email.lower()}"),  # expect: key-condition builder
            ProjectionExpression="pk, sk, email, #st",  # expect: projection whole
            ExpressionAttributeNames={"#st": "status"},
            Limit=1,
        )
        items = resp.get("Items", [])
        return items[0] if items else None

    def deactivate(self, user_id: str, *, reason: str | None = None) -> Dict[str, Any]:
        return self._table.update_item(
            Key={"pk": f"USER#{user_id}", "sk": "PROFILE"},
            UpdateExpression=(  # expect: update whole
                "SET #status = :inactive, "
                "deactivated_at = :now, "
                "deactivation_reason = :reason "
                "REMOVE gsi1pk, gsi1sk"
            ),
            ConditionExpression="attribute_exists(pk) AND #status <> :inactive",  # expect: condition whole
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={
                ":inactive": "INACTIVE",
                ":now": datetime.now(tz=timezone.utc).isoformat(),
                ":reason": reason or "unknown",
            },
            ReturnValues="ALL_NEW",
        )["Attributes"]

    def touch(self, pk: str, sk: str) -> None:
        now = int(datetime.now().timestamp())
        self._table.update_item(
            Key=dict(pk=pk, sk=sk),
            UpdateExpression="SET last_seen = :now ADD visits :one",  # expect: update whole
            ExpressionAttributeValues={":now": now, ":one": 1},
        )

    def list_by_status(
        self,
        tenant: str,
        status: str,
        *,
        since: Optional[datetime] = None,
        extra_filter: Optional[ConditionBase] = None,
        page_size: int = 100,
    ) -> Iterator[Dict[str, Any]]:
        key_condition = Key("tenant").eq(tenant)
        if since is not None:
            key_condition &= Key("created_at").gte(since.isoformat())
        params: "QueryInputTableQueryTypeDef" = {
            "IndexName": "tenant-created",
            "KeyConditionExpression": key_condition,  # expect: key-condition builder
            "Limit": page_size,
        }
        filter_expression = Attr("status").eq(status)
        if extra_filter is not None:
            filter_expression = filter_expression & extra_filter
        params["FilterExpression"] = filter_expression  # expect: filter builder
        while True:
            page = self._table.query(**params)
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            params["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def count(self) -> int:
        total = 0
        kwargs: Dict[str, Any] = {"Select": "COUNT"}
        kwargs["FilterExpression"] = "begins_with(pk, :prefix)"  # expect: filter whole
        kwargs["ExpressionAttributeValues"] = {":prefix": "USER#"}
        while True:
            page = self._table.scan(**kwargs)
            total += page["Count"]
            last = page.get("LastEvaluatedKey")
            if not last:
                break
            kwargs["ExclusiveStartKey"] = last
        return total

    def delete(self, pk: str, sk: str, version: int) -> None:
        try:
            self._table.delete_item(
                Key={"pk": pk, "sk": sk},
                ConditionExpression="version = :v",  # expect: condition whole
                ExpressionAttributeValues={":v": version},
            )
        except Exception:
            logger.exception("could not delete %s", pk)
            raise NotFoundError(pk)
