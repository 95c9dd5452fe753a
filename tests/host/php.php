<?php
declare(strict_types=1);

namespace App\Orders;

use Aws\DynamoDb\{DynamoDbClient, Marshaler as M};
use Aws\Sdk, Psr\Log\LoggerInterface as Log;
use function array_map;

# the name of the table
const TABLE = 'orders', INDEX = "by-status";

#[Entity('orders')]
final class Orders extends Base implements Finds
{
    public const CONDITION = 'attribute_not_exists(pk) AND it\'s \n = :x';
    private static ?string $filter = "size(a) > :n\x41 \q \$x";
    protected array $names, $values = [];

    public function __construct(private readonly DynamoDbClient $client, protected ?M $marshaler = null, string ...$others)
    {
        $this->client = $client ?? new DynamoDbClient(['region' => 'eu-west-1', 'version' => 'latest']);
    }

    abstract public function table(): string;

    /** Finds orders. */
    public function query(string $pk, int|null $limit = 10): array
    {
        $params = [
            'TableName' => TABLE, // a comment in an array
            'KeyConditionExpression' => 'pk = :pk AND ' . /* the rest */ "begins_with(sk, :sk)",
            'ExpressionAttributeValues' => $this->marshaler->marshalJson('{":pk": "' . $pk . '", ":n": 1}'),
            'ExpressionAttributeNames' => array('#s' => 'status', self::CONDITION => -1),
            ...$this->options(),
            'Limit' => (int) $limit,
        ];
        $params['FilterExpression'] = "$name = :v AND {$this->field['a']} > $values[0] AND $row->id = ${old}";
        $params['FilterExpression'] .= ' AND #s = :s';
        $params['ConsistentRead'] ??= !$limit;
        $params += ['ReturnConsumedCapacity' => 'TOTAL'];
        $heredoc = <<<EXPR
            SET #a = :a,
                {$name} = :b
            EXPR;
        $nowdoc = <<<'EXPR'
REMOVE $c
EXPR;
        $parts[] = "#$key = :$key";
        [$first, 'b' => $second] = list($third) = $parts;
        $result = $this->client
            // a comment in a chain
            ->query($params)
            ?->get('Items');
        return array_map(fn (array $item): ?array => $item['id'] ?? null, $result);
    }

    public function update(array $changes)
    {
        static $calls = 0;
        foreach ($changes as $name => &$value) {
            $set[] = '#' . $name . ' = :' . $name;
        }
        foreach ($set as $one) echo $one;
        for ($i = 0; $i < 3; $i++) { $expression .= $i ? ', ' : ''; }
        while (true): break; endwhile;
        do { next(); } while (false);
        if (count($set) > 1) {
            $expression = 'SET ' . implode(', ', $set);
        } elseif ($id) {
            return;
        } else {
            throw new \RuntimeException('nothing');
        }
        switch ($id) {
            case 'a':
                $expression = 'REMOVE a';
                break;
            default:
                $expression = null;
        }
        $word = match (true) { $id > 1, $id < 0 => 'SET', default => 'ADD' };
        try {
            $this->client->updateItem(args: ['UpdateExpression' => $expression, 'Key' => @$key], ...$more);
            DynamoDbClient::factory([])->putItem(['ConditionExpression' => static::CONDITION . self::$filter]);
        } catch (DynamoDbException | Other $error) {
            $done = $word ?: FALSE;
        } finally {
            array_walk($set, function ($x) use ($done) { return $x; });
        }
        $promise = (new Sdk())->createDynamoDb()->{$method}([[1, 2], 1_000, 2.5]);
    }
}

enum Condition: string
{
    case New = 'attribute_not_exists(pk)';
    case Old;
}
?>
<p>pk = :pk</p>
