// A helper that decides by its values what it writes: no call is held against the other way.
import { DynamoDB } from "aws-sdk";

const docs = new DynamoDB.DocumentClient();

const fire = async (condition: string, values: { [key: string]: number }, kiln: string) => {
  const change = values[":until"]
    ? "set heat = :heat, glow = :until"
    : "set heat = :heat";
  return docs
    .update({
      TableName: "kilns",
      Key: { kiln },
      ConditionExpression: condition, // expect: condition whole
      UpdateExpression: change, // expect: update whole
      ExpressionAttributeValues: values,
    })
    .promise();
};

export const once = (kiln: string) => fire("heat < :most", { ":heat": 1, ":most": 9 }, kiln);
export const long = (kiln: string) => fire("heat < :most", { ":heat": 1, ":most": 9, ":until": 7 }, kiln);
