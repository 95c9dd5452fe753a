import com.amazonaws.services.dynamodbv2.document.Table;
import com.amazonaws.services.dynamodbv2.document.spec.UpdateItemSpec;
import com.amazonaws.services.dynamodbv2.document.utils.NameMap;
import com.amazonaws.services.dynamodbv2.document.utils.ValueMap;

/** Maps of placeholders that a chain of calls fills in a statement of its own. */
class ChainedMaps {
    private final Table berths;

    ChainedMaps(Table berths) {
        this.berths = berths;
    }

    void release(String pier, int from, int to) {
        ValueMap values = new ValueMap();
        values.withNumber(":from", from).withNumber(":to", to);
        NameMap names = new NameMap();
        names.with("#f", "from").with("#t", "to");
        berths.updateItem(new UpdateItemSpec()
            .withPrimaryKey("pier", pier)
            .withUpdateExpression("SET #f = :from, #t = :to") // expect: update whole
            .withNameMap(names)
            .withValueMap(values));
    }

    void claim(String pier, int from) {
        ValueMap values = new ValueMap();
        values.withNumber(":from", from).withNumber(":unused", 1); // finding: unused-value
        berths.updateItem(new UpdateItemSpec()
            .withPrimaryKey("pier", pier)
            .withUpdateExpression("SET berth = :from") // expect: update whole
            .withValueMap(values));
    }

    void replaced(String pier, int from) {
        ValueMap values = new ValueMap().withNumber(":from", from);
        berths.updateItem(new UpdateItemSpec()
            .withPrimaryKey("pier", pier)
            .withUpdateExpression("SET {column} = :from".replace("{column}", "berth")) // expect: update whole
            .withValueMap(values));
        berths.updateItem(new UpdateItemSpec()
            .withPrimaryKey("pier", pier)
            .withUpdateExpression("SET COL = :from".replaceAll("COL", "berth")) // expect: update whole
            .withValueMap(values));
    }
}
