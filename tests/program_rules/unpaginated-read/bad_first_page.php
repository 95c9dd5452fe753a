<?php
function orders($client, $customer) {
    $result = $client->query([
        'TableName' => 'orders',
        'KeyConditionExpression' => 'customer = :c',
        'ExpressionAttributeValues' => [':c' => ['S' => $customer]],
    ]);
    foreach ($result['Items'] as $item) {
        echo $item['orderId']['S'];
    }
}
