<?php

use Aws\DynamoDb\DynamoDbClient;

function redeem(DynamoDbClient $client, string $code): void
{
    $client->updateItem([
        'TableName' => 'vouchers',
        'Key' => ['code' => ['S' => $code]],
        'UpdateExpression' => 'SET used = :yes',
        'ConditionExpression' => "attribute_exists(code) AND owner = '$code'",
        'ExpressionAttributeValues' => [':yes' => ['BOOL' => true]],
    ]);
}
