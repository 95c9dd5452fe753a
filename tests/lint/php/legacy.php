<?php
require 'vendor/autoload.php';

$sdk = new Aws\Sdk(['region' => 'us-west-2', 'version' => 'latest']);
$dynamodb = $sdk->createDynamoDb();
$tableName = 'Movies';

$params = [
    'TableName' => $tableName,
    'ProjectionExpression' => '#yr, title, info.genres, info.actors[0]', // expect: projection whole
    'KeyConditionExpression' => '#yr = :yyyy and title between :letter1 and :letter2', // expect: key-condition whole
    'ExpressionAttributeNames' => ['#yr' => 'year'],
    'ExpressionAttributeValues' => [':yyyy' => ['N' => '1992'], ':letter1' => ['S' => 'A'], ':letter2' => ['S' => 'L']],
];
$result = $dynamodb->query($params);

function scanAll($client, $filter, $values)
{
    $args = ['TableName' => 'Movies'];
    if ($filter) {
        $args['FilterExpression'] = $filter; // expect: filter none
        $args['ExpressionAttributeValues'] = $values;
    }
    return $client->scan($args);
}

function unused($client)
{
    return $client->scan([
        'TableName' => 'Movies',
        'FilterExpression' => 'rating > :r', // expect: filter whole
        'ExpressionAttributeValues' => [
            ':r' => ['N' => 5], // finding: number-not-text
            ':x' => ['N' => '6'], // finding: unused-value
        ],
    ]);
}

function reserved($client, $id)
{
    $client->updateItem([
        'TableName' => 'Movies',
        'Key' => ['id' => ['S' => $id]],
        'UpdateExpression' => 'SET status = :s', // expect: update whole finding: reserved-word
        'ExpressionAttributeValues' => [':s' => ['S' => 'x']],
    ]);
}

function xray($client)
{
    $client->createGroup(['GroupName' => 'x', 'FilterExpression' => 'responsetime > 5']);
    $client->getTraceSummaries(['StartTime' => 0, 'EndTime' => 1, 'FilterExpression' => 'error = true']);
}
