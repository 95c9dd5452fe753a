/** Other things with an update expression, a condition expression or a filter expression. */
class SyntaxTree {
    void visit(ForStatement node) {
        node.conditionExpression().accept(this);
        node.updateExpression().accept(this);
        factory.updateExpression(parse("i++"));
        Rule rule = Rule.builder().name("errors").filterExpression("level == 'ERROR'").build();
        if (rule.filterExpression() != null && !rule.filterExpression().isEmpty()) {
            apply(rule);
        }
    }
}
