// Fields that other methods fill: nothing is said of what they may hold.
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";

declare const docs: { send(command: unknown): Promise<unknown> };

export class Firing {
  private values: Record<string, unknown> = {};
  private names: Record<string, string> = {};

  constructor(private readonly kiln: string) {}

  glaze(key: string, value: unknown): this {
    this.values[":" + key] = value;
    return this;
  }

  called(more: Record<string, string>): void {
    Object.assign(this.names, more);
  }

  async cool(): Promise<void> {
    await docs.send(
      new UpdateCommand({
        TableName: "kilns",
        Key: { kiln: this.kiln },
        UpdateExpression: "SET heat = :cold, #g = :glaze", // expect: update whole
        ExpressionAttributeNames: this.names,
        ExpressionAttributeValues: this.values,
      }),
    );
  }
}
