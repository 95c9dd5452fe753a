<?php

namespace Harbour;

use Aws\DynamoDb\DynamoDbClient;

class Ferries
{
    public function __construct(private DynamoDbClient $client, private string $table)
    {
    }

    public function patch(array $key, array $given): void
    {
        $text = 'SET ';
        $values = [];
        if (isset($given['decks'])) {
            $text .= 'decks = :decks, ';
            $values[':decks'] = ['N' => $given['decks']];
        }
        if (isset($given['berth'])) {
            $text .= 'berth = :berth, ';
            $values[':berth'] = ['S' => $given['berth']];
        }
        $text = substr($text, 0, -2);
        $this->client->updateItem([
            'TableName' => $this->table,
            'Key' => $key,
            'UpdateExpression' => $text, // expect: update whole
            'ExpressionAttributeValues' => $values,
        ]);
    }

    public function sail(array $key, string $kind): void
    {
        $text = match ($kind) {
            'car' => 'SET lanes = :v',
            default => 'SET seats = :v',
        };
        $this->client->updateItem([
            'TableName' => $this->table,
            'Key' => $key,
            'UpdateExpression' => $text, // expect: update whole
            'ExpressionAttributeValues' => [':v' => ['N' => '4']],
        ]);
    }

    // What a closure adds to is begun elsewhere.
    public function decorate($query): void
    {
        $query->decorate(function ($raw) {
            $raw->query['FilterExpression'] = 'afloat = :yes'; // expect: filter whole
        });
    }

    // A test asks for a part of the request.
    public function expect($mock): void
    {
        $mock->shouldReceive('updateItem')->with(Mockery::subset([
            'TableName' => 'ferries',
            'UpdateExpression' => 'SET decks = :decks', // expect: update whole
            'ExpressionAttributeValues' => [],
        ]));
    }

    // The client is of the constructor: it takes values with their types.
    public function plain(array $key): void
    {
        $this->client->updateItem([
            'TableName' => $this->table,
            'Key' => $key,
            'UpdateExpression' => 'SET afloat = :yes', // expect: update whole
            'ExpressionAttributeValues' => [
                ':yes' => true, // finding: client-value-shape
            ],
        ]);
    }

    public function all(): array
    {
        $answer = $this->client->scan(['TableName' => $this->table]); // finding: unpaginated-read
        return array_map('read', $answer['Items']);
    }
}
