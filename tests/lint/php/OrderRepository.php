<?php

declare(strict_types=1);

namespace App\Repository;

use Aws\DynamoDb\DynamoDbClient;
use Aws\DynamoDb\Exception\DynamoDbException;
use Aws\DynamoDb\Marshaler;

final class OrderRepository
{
    private const KEY_CONDITION = 'customer = :customer';
    private const NOT_THERE = 'attribute_not_exists(id)';

    private string $condition = 'attribute_exists(id)';

    public function __construct(
        private readonly DynamoDbClient $client,
        private readonly Marshaler $marshaler,
        private readonly string $table,
    ) {
    }

    public function findByCustomer(string $customer, ?string $status = null): array
    {
        $params = [
            'TableName' => $this->table,
            'IndexName' => 'customer-index',
            'KeyConditionExpression' => self::KEY_CONDITION, // expect: key-condition whole
            'ExpressionAttributeValues' => [
                ':customer' => ['S' => $customer],
            ],
        ];
        if ($status !== null) {
            $params['FilterExpression'] = '#status = :status'; // expect: filter whole
            $params['ExpressionAttributeNames'] = ['#status' => 'status'];
            $params['ExpressionAttributeValues'][':status'] = ['S' => $status];
        }
        $items = [];
        do {
            $result = $this->client->query($params);
            foreach ($result['Items'] as $item) {
                $items[] = $this->marshaler->unmarshalItem($item);
            }
            $params['ExclusiveStartKey'] = $result['LastEvaluatedKey'] ?? null;
        } while ($params['ExclusiveStartKey'] !== null);

        return $items;
    }

    public function create(array $order): void
    {
        try {
            $this->client->putItem([
                'TableName' => $this->table,
                'Item' => $this->marshaler->marshalItem($order),
                'ConditionExpression' => self::NOT_THERE, // expect: condition whole
            ]);
        } catch (DynamoDbException $e) {
            if ($e->getAwsErrorCode() !== 'ConditionalCheckFailedException') {
                throw $e;
            }
        }
    }

    public function rename(string $id, string $title): void
    {
        $this->client->updateItem([
            'TableName' => $this->table,
            'Key' => $this->marshaler->marshalItem(['id' => $id]),
            'UpdateExpression' => 'SET #title = :title, ' // expect: update whole
                . 'updated_at = :now',
            'ConditionExpression' => $this->condition, // expect: condition whole
            'ExpressionAttributeNames' => ['#title' => 'title'],
            'ExpressionAttributeValues' => $this->marshaler->marshalItem([
                ':title' => $title,
                ':now' => time(),
            ]),
            'ReturnValues' => 'ALL_NEW',
        ]);
    }

    public function json(string $id): array
    {
        $eav = $this->marshaler->marshalJson('
            {
                ":r": 5.5,
                ":p": "Everything happens all at once."
            }
        ');
        return $this->client->updateItem([
            'TableName' => $this->table,
            'Key' => ['id' => ['S' => $id]],
            'UpdateExpression' => 'set info.rating = :r, info.plot = :p', // expect: update whole
            'ConditionExpression' => 'attribute_exists(info)', // expect: condition whole
            'ExpressionAttributeValues' => $eav,
        ])->toArray();
    }

    public function update(string $id, array $changes): void
    {
        $sets = [];
        $names = [];
        $values = [];
        foreach ($changes as $key => $value) {
            $sets[] = "#$key = :$key";
            $names["#$key"] = $key;
            $values[":$key"] = $this->marshaler->marshalValue($value);
        }
        $this->client->updateItem([
            'TableName' => $this->table,
            'Key' => ['id' => ['S' => $id]],
            'UpdateExpression' => 'SET ' . implode(', ', $sets), // expect: update partial
            'ExpressionAttributeNames' => $names,
            'ExpressionAttributeValues' => $values,
        ]);
    }

    public function grow(string $id, array $changes): void
    {
        $expression = 'SET ';
        $values = [];
        foreach (array_keys($changes) as $i => $key) {
            $expression .= "{$key} = :v{$i}, ";
            $values[":v{$i}"] = ['S' => (string) $changes[$key]];
        }
        $expression = rtrim($expression, ', ');
        $this->client->updateItem([
            'TableName' => $this->table,
            'Key' => ['id' => ['S' => $id]],
            'UpdateExpression' => $expression, // expect: update partial
            'ExpressionAttributeValues' => $values,
        ]);
    }

    public function formatted(string $name): array
    {
        return $this->client->scan([ // finding: unpaginated-read
            'TableName' => $this->table,
            'FilterExpression' => sprintf('%s = :v', $name), // expect: filter partial
            'ProjectionExpression' => 'id, title', // expect: projection whole
            'ExpressionAttributeValues' => [':v' => ['BOOL' => true]],
        ])['Items'];
    }

    public function pages(): iterable
    {
        $pages = $this->client->getPaginator('Scan', [
            'TableName' => $this->table,
            'FilterExpression' => 'attribute_exists(deleted_at)', // expect: filter whole
        ]);
        foreach ($pages as $page) {
            yield from $page['Items'];
        }
    }

    public function transact(string $a, string $b): void
    {
        $this->client->transactWriteItems([
            'TransactItems' => [
                [
                    'Update' => [
                        'TableName' => $this->table,
                        'Key' => ['id' => ['S' => $a]],
                        'UpdateExpression' => 'SET stock = stock - :one', // expect: update whole
                        'ConditionExpression' => 'stock > :zero', // expect: condition whole
                        'ExpressionAttributeValues' => [':one' => ['N' => '1'], ':zero' => ['N' => '0']],
                    ],
                ],
                [
                    'Put' => [
                        'TableName' => $this->table,
                        'Item' => ['id' => ['S' => $b]],
                        'ConditionExpression' => 'attribute_not_exists(id)', // expect: condition whole
                    ],
                ],
            ],
        ]);
    }

    public function heredoc(string $id): void
    {
        $expression = <<<'EXPR'
            SET a = :a,
                b = :b
            EXPR;
        $this->client->updateItem(array(
            'TableName' => $this->table,
            'Key' => array('id' => array('S' => $id)),
            'UpdateExpression' => $expression, // expect: update whole
            'ExpressionAttributeValues' => array(':a' => array('N' => '1'), ':b' => array('N' => '2')),
        ));
    }
}
