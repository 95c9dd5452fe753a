"""Parameters of the same names that other services have."""
import boto3
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

xray = boto3.client("xray")
logs = boto3.client("logs")
events = boto3.client("events")
ce = boto3.client("ce")
lakeformation = boto3.client("lakeformation")
glue = boto3.client("glue")


class Thread(Model):
    class Meta:
        table_name = "Thread"

    forum_name = UnicodeAttribute(hash_key=True)
    views = NumberAttribute(default=0)


def groups():
    xray.create_group(GroupName="slow", FilterExpression='service("api") AND responsetime > 5')
    xray.get_trace_summaries(StartTime=0, EndTime=1, FilterExpression="http.status = 500", Sampling=False)
    xray.update_group(
        GroupARN="arn:aws:xray:eu-west-1:1:group/slow",
        FilterExpression="annotation.user = 'x'",
    )


def log_filters():
    logs.put_metric_filter(
        logGroupName="/aws/lambda/x",
        filterName="errors",
        filterPattern="ERROR",
        metricTransformations=[{"metricName": "e", "metricNamespace": "n", "metricValue": "1"}],
    )


def rows():
    lakeformation.create_data_cells_filter(
        TableData={
            "TableCatalogId": "1",
            "DatabaseName": "d",
            "TableName": "t",
            "Name": "f",
            "RowFilter": {"FilterExpression": "country = 'de'"},
        }
    )


def partitions():
    return glue.get_partitions(DatabaseName="d", TableName="t", Expression="year = '2024'")


def schedule():
    events.put_rule(Name="r", ScheduleExpression="rate(5 minutes)")


def metric_math(cloudwatch):
    return cloudwatch.get_metric_data(
        MetricDataQueries=[{"Id": "e1", "Expression": "m1/PERIOD(m1)*60"}, {"Id": "e2", "expression": "SUM(METRICS())"}],
    )


def pages(client):
    # A filter of another service, with a name like ours.
    return client.list_things(filter_expression="name = 'x'")


def orm():
    Thread.query("a", filter_condition=Thread.views > 1)
    Thread("a").save(condition=Thread.forum_name.does_not_exist())


def s3_select(s3):
    return s3.select_object_content(
        Bucket="b", Key="k", ExpressionType="SQL", Expression="SELECT * FROM s3object s WHERE s.a = 'x'"
    )
