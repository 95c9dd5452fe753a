<?php

namespace Garden;

use Aws\DynamoDb\DynamoDbClient;
use Aws\DynamoDb\Marshaler;

class Plots
{
    const TABLE = 'plots';
    const OWNER_INDEX = 'owner';
    public const BY_OWNER = '#owner = :owner'; // finding: undefined-value

    public static $fields = 'plot_id, size_m2';

    protected $marshaler;

    public function __construct(private DynamoDbClient $db)
    {
        $this->marshaler = new Marshaler();
    }

    /** JSON that is put together with values of the program. */
    public function plant($plot, $seed, int $count)
    {
        $key = $this->marshaler->marshalJson('{"plot_id": "' . $plot . '"}');
        $eav = $this->marshaler->marshalJson('{
            ":seed": "' . $seed . '",
            ":count": ' . $count . '
        }');
        $update = 'set seed = :seed, plants = :count';
        $params = [
            'TableName' => 'plots',
            'Key' => $key,
            'UpdateExpression' => $update, // expect: update whole
            'ExpressionAttributeValues' => $eav,
        ];
        return $this->send($params, $this->db);
    }

    public function missing($plot)
    {
        $eav = $this->marshaler->marshalJson('{":seed": "pea", ":unused": 1}'); // finding: unused-value
        return $this->db->updateItem([
            'TableName' => 'plots',
            'Key' => ['plot_id' => ['S' => $plot]],
            'UpdateExpression' => 'SET seed = :seed', // expect: update whole
            'ExpressionAttributeValues' => $eav,
        ]);
    }

    public function misspelt($plot)
    {
        return $this->db->query([
            'TableName' => self::TABLE,
            'IndexName' => self::OWNER_INDEX,
            'KeyConditionExpression' => static::BY_OWNER, // expect: key-condition whole
            'ProjectionExpression' => self::$fields, // expect: projection whole
            'ExpressionAttributeNames' => ['#owner' => 'owner'],
            'ExpressionAttributeValues' => (new Marshaler())->marshalItem([':owners' => $plot]),
        ]);
    }

    public function decoded(string $plot)
    {
        return $this->db->query([ // finding: unpaginated-read
            'TableName' => self::TABLE,
            'KeyConditionExpression' => 'plot_id = :plot', // expect: key-condition whole
            'ExpressionAttributeValues' => $this->marshaler->marshalJson(json_encode([':plot' => $plot])),
        ])->get('Items');
    }

    public function valued(string $plot, int $size)
    {
        $this->db->updateItem([
            'TableName' => self::TABLE,
            'Key' => ['plot_id' => $this->marshaler->marshalValue($plot)],
            'UpdateExpression' => 'SET #size = :size', // expect: update whole
            'ExpressionAttributeNames' => ['#size' => 'size'],
            'ExpressionAttributeValues' => [':size' => $this->marshaler->marshalValue($size)],
        ]);
    }

    public function bed(int $index, $weight)
    {
        $values = [':weight' => ['N' => (string) $weight]];
        $update = 'set beds[' . $index . '].weight = :weight, #rec.changed = :weight';
        return [
            'Update' => [
                'TableName' => 'plots',
                'Key' => ['plot_id' => ['S' => 'a']],
                'UpdateExpression' => $update, // expect: update partial
                'ExpressionAttributeNames' => ['#rec' => 'record'],
                'ExpressionAttributeValues' => $values,
            ],
        ];
    }

    /** Two parts, each of them only where something is in it. */
    public function parts($plot, array $changes)
    {
        $request = [];
        $request['TableName'] = 'plots';
        $request['Key'] = ['plot_id' => ['S' => $plot]];
        $request['ExpressionAttributeValues'] = [];
        $request['UpdateExpression'] = ''; // expect: update whole
        $set = ' set';
        $remove = ' remove';
        foreach ($changes as $name => $value) {
            if ($value === null) {
                $remove .= ' ' . $name . ',';
            } else {
                $set .= ' ' . $name . ' = :' . $name . ',';
                $request['ExpressionAttributeValues'][':' . $name] = $value;
            }
        }
        $set = rtrim($set, ',');
        $remove = rtrim($remove, ',');
        if ($set != ' set') {
            $request['UpdateExpression'] .= $set; // expect: update partial
        }
        if ($remove != ' remove') {
            $request['UpdateExpression'] .= $remove; // expect: update none
        }
        return $this->db->updateItem($request);
    }

    public function compiled(array $clauses)
    {
        $query = ['TableName' => 'plots'];
        $query['UpdateExpression'] = ''; // expect: update whole
        foreach ($clauses as $operation => $actions) {
            $query['UpdateExpression'] .= sprintf('%s %s ', $operation, implode(', ', $actions)); // expect: update none
        }
        $query['UpdateExpression'] = trim($query['UpdateExpression']); // expect: update none
        return $query;
    }

    public function interpolated(string $name, $value, $plot)
    {
        return $this->db->updateItem([
            'TableName' => "plots-{$this->stage}",
            'Key' => ['plot_id' => ['S' => $plot]],
            'UpdateExpression' => "SET #n.$name = :value, {$this->stamp} = :now", // expect: update partial
            'ExpressionAttributeNames' => ['#n' => 'notes'],
            'ExpressionAttributeValues' => $this->marshaler->marshalItem([':value' => $value, ':now' => date('c')]),
        ]);
    }

    public function either($plot, $force)
    {
        return $this->db->deleteItem([
            'TableName' => 'plots',
            'Key' => ['plot_id' => ['S' => $plot]],
            // expect: condition whole
            'ConditionExpression' => $force ? 'attribute_exists(plot_id)' : 'attribute_exists(plot_id) AND attribute_not_exists(plants)',
        ]);
    }

    public function merged($plot, array $more = [])
    {
        $base = [
            'TableName' => 'plots',
            'KeyConditionExpression' => 'plot_id = :p', // expect: key-condition whole
            'ExpressionAttributeValues' => [':p' => ['S' => $plot]],
        ];
        return $this->db->query(array_merge($base, $more));
    }

    public function spread($plot, array $more = [])
    {
        $filter = ['FilterExpression' => 'plants > :n', 'ExpressionAttributeValues' => [':n' => ['N' => '0'], ':p' => ['S' => $plot]]]; // expect: filter whole
        return $this->db->query([
            ...$filter,
            'TableName' => 'plots',
            'KeyConditionExpression' => 'plot_id = :p', // expect: key-condition whole
        ]);
    }

    public function listed(array $plots)
    {
        $marks = [];
        $values = [];
        foreach ($plots as $i => $plot) {
            $marks[] = ':p' . $i;
            $values[':p' . $i] = ['S' => $plot];
        }
        return $this->db->getPaginator('Scan', [
            'TableName' => 'plots',
            'FilterExpression' => 'plot_id IN (' . implode(', ', $marks) . ')', // expect: filter partial
            'ExpressionAttributeValues' => $values,
        ]);
    }

    public function given(string $conditions, array $eav)
    {
        $params = [
            'TableName' => 'plots',
            'KeyConditionExpression' => $conditions, // expect: key-condition none
            'ExpressionAttributeValues' => (new Marshaler())->marshalJson((string) json_encode($eav)),
        ];
        return $this->db->query($params);
    }

    public function matched(string $kind, string $text): array
    {
        return match ($kind) {
            'filter' => ['FilterExpression' => $text],
            'update' => ['UpdateExpression' => $text], // expect: update none
        };
    }

    public function mapped(array $names)
    {
        return $this->db->getPaginator('Scan', [
            'TableName' => 'plots',
            'FilterExpression' => implode(' AND ', array_map(fn ($n) => "#$n = :$n", $names)), // expect: filter partial
        ]);
    }

    /** The members of another service's request, which has some of the same names. */
    public function toMap()
    {
        $map = ['filterExpression' => 'filterExpression', 'tableName' => 'TableName'];
        $map['filterExpression'] = $this->filterExpression;
        $map['tableName'] = $this->tableName;
        $rules = ['condition_expression' => 'required|string', 'table_name' => 'nullable'];
        return [$map, $rules, new Subscription(['FilterExpression' => "colour = 'red'", 'TopicName' => 'x'])];
    }

    public function wrong($plot)
    {
        $this->db->updateItem([
            'TableName' => 'plots',
            'Key' => ['plot_id' => ['S' => $plot]],
            // expect: update whole
            // finding: reserved-word
            'UpdateExpression' => <<<EXPR
                SET seed = :seed,
                    name = :name
                EXPR,
            'ExpressionAttributeValues' => [':seed' => ['S' => 'x'], ':name' => ['S' => 'y']],
        ]);
    }
}
