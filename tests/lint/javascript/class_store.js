const KEY_CONDITION = "#pk = :pk";
const PREFIX = "USER";
const Fields = Object.freeze({ STATUS: "status", FILTER: "begins_with(sk, :prefix)" });

class Store {
  static NOT_THERE = "attribute_not_exists(pk)";

  #table;

  constructor({ client, table, logger = console }) {
    this.client = client;
    this.#table = table;
    this.logger = logger;
    this.condition = "attribute_exists(pk)";
  }

  get(pk) {
    return this.client.query({
      TableName: this.#table,
      KeyConditionExpression: KEY_CONDITION, // expect: key-condition whole
      FilterExpression: Fields.FILTER, // expect: filter whole
      ExpressionAttributeNames: { "#pk": "pk" },
      ExpressionAttributeValues: { ":pk": pk, ":prefix": PREFIX },
    });
  }

  async create(item) {
    return this.client.put({ TableName: this.#table, Item: item, ConditionExpression: Store.NOT_THERE }); // expect: condition whole
  }

  async remove(pk) {
    return this.client.delete({ TableName: this.#table, Key: { pk }, ConditionExpression: this.condition }); // expect: condition whole
  }

  // A wrapper: what it is given is not known.
  async query(keyConditionExpression, values, { filterExpression, projectionExpression } = {}) {
    const params = {
      TableName: this.#table,
      KeyConditionExpression: keyConditionExpression, // expect: key-condition partial
      ExpressionAttributeValues: values,
    };
    if (filterExpression) {
      params.FilterExpression = filterExpression; // expect: filter none
    }
    if (projectionExpression) params["ProjectionExpression"] = projectionExpression; // expect: projection none
    const out = [];
    let page;
    do {
      page = await this.client.query(params);
      out.push(...page.Items);
      params.ExclusiveStartKey = page.LastEvaluatedKey;
    } while (page.LastEvaluatedKey);
    return out;
  }

  caller(pk) {
    return this.query("pk = :pk", { ":pk": pk });
  }

  touch(pk, by) {
    const params = { TableName: this.#table, Key: { pk } };
    params.UpdateExpression = "SET touchedAt = :now"; // expect: update whole
    params.ExpressionAttributeValues = { ":now": Date.now() };
    if (by) {
      params.UpdateExpression += ", touchedBy = :by"; // expect: update whole
      params.ExpressionAttributeValues[":by"] = by;
    }
    return this.client.update(params);
  }

  assign(pk, extra) {
    const base = { TableName: this.#table, Key: { pk }, UpdateExpression: "SET a = :a" }; // expect: update whole
    return this.client.update(Object.assign({}, base, { ExpressionAttributeValues: { ":a": 1 } }));
  }

  spreadLater(pk) {
    const base = { TableName: this.#table, Key: { pk } };
    return this.client.update({
      ...base,
      UpdateExpression: "SET a = :a REMOVE b", // expect: update whole
      ExpressionAttributeValues: { ":a": 1 },
    });
  }

  partly(pk, field) {
    return this.client.update({
      TableName: this.#table,
      Key: { pk },
      UpdateExpression: "SET #data." + field + " = :v", // expect: update partial
      ConditionExpression: `attribute_exists(${"pk"})`, // expect: condition whole
      ExpressionAttributeNames: { "#data": "data" },
      ExpressionAttributeValues: { ":v": 1 },
    });
  }

  inList(ids) {
    const values = {};
    ids.forEach((id, index) => {
      values[":id" + index] = id;
    });
    return this.client.scan({
      TableName: this.#table,
      FilterExpression: "id IN (" + Object.keys(values).toString() + ")", // expect: filter partial
      ExpressionAttributeValues: values,
    });
  }
}

module.exports = { Store };
