<?php
// Several entries assigned at once.
use Aws\DynamoDb\DynamoDbClient;

function release(DynamoDbClient $client, string $pier): void
{
    $values = [];
    [$values[':free'], $values[':lamp']] = [['S' => 'free'], ['S' => 'red']];
    $client->updateItem([
        'TableName' => 'berths',
        'Key' => ['pier' => ['S' => $pier]],
        'UpdateExpression' => 'SET berth = :free, lamp = :lamp', // expect: update whole
        'ExpressionAttributeValues' => $values,
    ]);
}
