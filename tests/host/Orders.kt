package com.example.orders

import aws.sdk.kotlin.services.dynamodb.*
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue as Value // renamed
import com.example.Names

const val TABLE = "orders"
private val NAMES = mapOf("#s" to "status", "#n" to Names.NAME)

/** Orders in every client's style. */
@Repository(name = "orders")
class Orders<T>(private val client: DynamoDbClient, val limit: Int = 10) : Base(client), Finder {
    companion object {
        const val UPDATE = "SET #s = :s" + " REMOVE gone"
    }

    lateinit var later: String
    val lazily by lazy { "x" }
    val filter: String get() = "a = :a"
    val other: String
        get() { return "b = :b" }

    init { log("open") }

    constructor(client: DynamoDbClient) : this(client, 1) { log("second") }

    @Query("pk, sk", filter = "contains(title, :t)")
    override suspend fun find(id: String, vararg rest: String, size: Int = 10, block: (Int) -> Unit = {}): List<Order>? {
        val response = client.query {
            tableName = TABLE /* inside of a lambda */
            // on its own line
            keyConditionExpression = "#pk = :pk AND begins_with(sk, :sk)"
            this.filterExpression = "$id = :v \$ ${Names.of(id)} <> \"\u0041 \" $"
            expressionAttributeNames = mapOf<String, String>("#pk" to "pk")
            expressionAttributeValues = mutableMapOf(":pk" to Value.S(id), ":v" to Value.N("-1"))
        }
        val request = QueryRequest.invoke { limit = 1 }
        val text = """
            SET $id = :v,
              b = ${other} \n
        """.trimIndent()
        val raw = """a ${'$'}x $limit "q" """
        val names = HashMap<String, String>().apply { put("#a", "b") }
        val first = if (size > 1) "a = :a" else "b = :b"
        val second = if (size > 1) { "a" } else if (size == 1) { log("c"); "b" } else { "c" }
        val third = when (size) {
            1, 2 -> "a"
            in 3..4 -> { "b" }
            5 -> throw IllegalStateException("no")
            else -> "c"
        }
        when {
            size > 1 -> log("x")
            else -> { log("y") }
        }
        if (size > 2) return null
        if (first is String) { log("s") } else log("t")
        for ((key, value) in names) { log(key) }
        for (i: Int in 1..2) log("$i")
        while (later != "") { log("w") }
        do { log("d") } while (size % 2 == 0)
        try { log("try") } catch (e: Exception) { log("catch") } finally { log("finally") }
        var expression = "SET "
        expression += listOf("a", "b").map { "$it = :$it" }.joinToString(", ") { part -> part }
        request.limit = 2
        names["#x"] = "x"
        size++
        client?.scan(request)!!.items ?: return null
        val cast = id as? String ?: "none"
        update(TABLE, values = names, *rest) { it.size }
        send({ a, b -> a + b }, fun(x: Int): Int { return -x }, ::find)
        val (one, two) = pair()
        val listener = object : Finder {
            override fun find() = 1
        }
        val letter = 'c' + "\t"
        val big = 1_000L + 0x1F - 1.5f
        val yes = true && !false || first == second
        val joined = buildString { append("a"); append("b") }
        fun local(a: Int) = a
        table.updateItem(UpdateItemSpec().withUpdateExpression(UPDATE).withValueMap(ValueMap().withString(":s", id)))
        enhanced.query { r: QueryRequest.Builder -> r.filterExpression(Expression.builder().expression("a = :a").build()) }
        throw IllegalStateException("x")
    }

    fun short() = "a = :a"
}

enum class Name(val text: String) {
    STATUS("#s"),
    NONE("");

    fun shown() = text
}

object Expressions {
    val OPEN = "status = :open"
}

interface Finder {
    val filter: String
    fun find(): Int
}

typealias Values = Map<String, Value>
