// Expressions that branches and loops put together.
const AWS = require("aws-sdk");
const db = new AWS.DynamoDB.DocumentClient();

class Logbook {
  constructor(table) {
    this.table = table;
  }

  async entries(kind, since, until) {
    const params = { TableName: this.table, Limit: 20 };
    if (kind) {
      params.IndexName = "by-kind";
      params.KeyConditionExpression = "kind = :kind"; // expect: key-condition whole
      params.ExpressionAttributeValues = { ":kind": kind };
    } else {
      params.FilterExpression = ""; // expect: filter whole
      params.ExpressionAttributeValues = {};
      if (since) {
        params.FilterExpression += "written >= :since"; // expect: filter whole
        params.ExpressionAttributeValues[":since"] = since;
      }
    }
    if (until) {
      if (params.FilterExpression) params.FilterExpression += " AND "; // expect: filter whole
      params.FilterExpression += "written <= :until"; // expect: filter whole
      params.ExpressionAttributeValues[":until"] = until;
    }
    return kind ? db.query(params).promise() : db.scan(params).promise();
  }

  async counted(id, failed) {
    const command = {
      TableName: this.table,
      Key: { id },
      UpdateExpression: "SET seen = :now", // expect: update whole
      ExpressionAttributeNames: { "#failures": "failures" },
      ExpressionAttributeValues: { ":now": Date.now() },
    };
    if (failed) {
      command.UpdateExpression += " ADD #failures :failures"; // expect: update whole
      command.ExpressionAttributeValues[":failures"] = 1;
    } else {
      command.UpdateExpression += ", #failures = :failures"; // expect: update whole
      command.ExpressionAttributeValues[":failures"] = 0;
    }
    return db.update(command).promise();
  }

  async replaced(sailor, at, amount) {
    const params = {
      TableName: this.table,
      Key: { sailor },
      UpdateExpression: "SET #sails[idx].amount = :amount", // expect: update whole
      ExpressionAttributeNames: { "#sails": "sails" },
      ExpressionAttributeValues: { ":amount": amount },
      ConditionExpression: "attribute_exists(#sails)", // expect: condition whole
    };
    if (at !== -1) {
      params.UpdateExpression = `SET #sails[${at}].amount = :amount`; // expect: update partial
      await db.update(params).promise();
    }
  }

  async kept(id, note) {
    const params = { TableName: this.table, Key: { id } };
    params.UpdateExpression = "SET seen = :now"; // expect: update whole
    params.ExpressionAttributeValues = { ":now": Date.now() };
    if (note) {
      const values = params.ExpressionAttributeValues;
      params.ConditionExpression = "attribute_not_exists(note) OR note = :note"; // expect: condition whole
      values[":note"] = note;
    }
    return db.update(params).promise();
  }
}

const reduced = (id, changes) =>
  db
    .update({
      TableName: "logbook",
      Key: { id },
      UpdateExpression: Object.keys(changes).reduce((text, key, at) => text + (at ? ", " : "") + `#${key} = :${key}`, "SET "), // expect: update partial
      ExpressionAttributeNames: Object.fromEntries(Object.keys(changes).map((key) => [`#${key}`, key])),
      ExpressionAttributeValues: Object.fromEntries(Object.keys(changes).map((key) => [`:${key}`, changes[key]])),
    })
    .promise();

module.exports = { Logbook, reduced };
