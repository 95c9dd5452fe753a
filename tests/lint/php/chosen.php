<?php
use Aws\DynamoDb\DynamoDbClient;

class Chosen
{
    private function aliased(string $name): string
    {
        if (in_array($name, $this->words, true)) {
            return '#' . $name;
        }
        return $name;
    }

    public function change(DynamoDbClient $client)
    {
        $client->updateItem([
            'TableName' => 'loans',
            'Key' => ['loan' => ['S' => '1']],
            'UpdateExpression' => 'SET ' . $this->aliased('date') . ' = :d', // expect: update partial
            'ExpressionAttributeNames' => ['#date' => 'date'],
            'ExpressionAttributeValues' => [':d' => ['S' => '1']],
        ]);
    }

    public function leftOut(DynamoDbClient $client, array $skip)
    {
        $parts = [];
        foreach (['lender', 'room', 'date'] as $field) {
            if (isset($skip[$field])) {
                continue;
            }
            $parts[] = "$field = :$field";
        }
        $client->updateItem([
            'TableName' => 'loans',
            'Key' => ['loan' => ['S' => '1']],
            'UpdateExpression' => 'SET ' . implode(', ', $parts), // expect: update partial
            'ExpressionAttributeValues' => [':lender' => ['S' => '1'], ':room' => ['S' => '1']],
        ]);
    }
}
