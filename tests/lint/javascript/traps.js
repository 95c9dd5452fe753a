// Names like DynamoDB's that are not DynamoDB's.
const XRay = require("aws-sdk/clients/xray");
const mongoose = require("mongoose");

const xray = new XRay();

exports.traces = () =>
  xray.getTraceSummaries({ StartTime: 0, EndTime: 1, FilterExpression: 'service("x") { fault = true }' }).promise();

exports.group = () => xray.createGroup({ GroupName: "g", FilterExpression: "responsetime > 5" }).promise();

exports.metric = (cloudwatch) =>
  cloudwatch.getMetricData({
    MetricDataQueries: [{ Id: "e1", Expression: "m1/m2*100", Label: "rate" }, { Id: "e2", expression: "m1+m2" }],
  });

exports.costs = (ce) => ce.getCostAndUsage({ TimePeriod: { Start: "a", End: "b" }, Filter: { Dimensions: {} } });

exports.cron = { schedule: { expression: "rate(5 minutes)" }, filter: { expression: "x > 3" } };

exports.lake = (client) =>
  client.createDataCellsFilter({ TableData: { Name: "n", RowFilter: { FilterExpression: "country='x'" } } });

exports.model = mongoose.model("T", { updateExpression: String });

exports.ranges = (sheet) => sheet.filter({ filterExpression: "A1:B2 > 3" });

exports.rule = { name: "condition", conditionExpression: "${amount} > 100" };

exports.schedule = { ScheduleExpression: "cron(0 12 * * ? *)", ScheduleExpressionTimezone: "UTC" };
