package com.example.mapper;

import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBQueryExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBSaveExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBScanExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBTransactionWriteExpression;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class Mapper {
    private DynamoDBMapper mapper;

    List<Book> byAuthor(String author) {
        DynamoDBQueryExpression<Book> query = new DynamoDBQueryExpression<Book>()
            .withIndexName("author")
            .withConsistentRead(false)
            .withKeyConditionExpression("author = :a") // expect: key-condition whole
            .withExpressionAttributeValues(ImmutableMap.of(":a", new AttributeValue().withS(author)));
        return mapper.query(Book.class, query);
    }

    List<Book> cheap(String max) {
        Map<String, AttributeValue> eav = new HashMap<String, AttributeValue>();
        eav.put(":max", new AttributeValue().withN(max));
        eav.put(":cat", new AttributeValue().withS("Book"));

        DynamoDBScanExpression scan = new DynamoDBScanExpression()
            .withFilterExpression("price < :max and category = :cat") // expect: filter whole
            .withExpressionAttributeValues(eav);
        return mapper.scan(Book.class, scan);
    }

    void deleteIf(Book book) {
        DynamoDBTransactionWriteExpression condition = new DynamoDBTransactionWriteExpression()
            .withConditionExpression("attribute_exists(isbn)"); // expect: condition whole
        mapper.transactionWrite(null);
    }

    List<Book> built(String isbn) {
        ImmutableMap<String, AttributeValue> values = ImmutableMap.<String, AttributeValue>builder()
            .put(":isbn", new AttributeValue(isbn))
            .put(":lang", new AttributeValue("en"))
            .build();
        Map<String, String> names = ImmutableMap.of("#lang", "language");
        return mapper.query(Book.class, new DynamoDBQueryExpression<Book>()
            .withKeyConditionExpression("isbn = :isbn") // expect: key-condition whole
            .withFilterExpression("#lang = :lang") // expect: filter whole
            .withExpressionAttributeNames(names)
            .withExpressionAttributeValues(values)
            .withLimit(10));
    }

    List<Book> fluent(String isbn) {
        DynamoDBQueryExpression<Book> query = new DynamoDBQueryExpression<>();
        query.setKeyConditionExpression("isbn = :i"); // expect: key-condition whole
        query.addExpressionAttributeValuesEntry(":i", new AttributeValue(isbn));
        query.setProjectionExpression("isbn, title, price"); // expect: projection whole
        return mapper.query(Book.class, query);
    }
}
