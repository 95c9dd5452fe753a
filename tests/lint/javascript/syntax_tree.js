// Syntax trees have an UpdateExpression and a ConditionalExpression of their own.
const children = {
  ConditionalExpression: ["test", "consequent", "alternate"],
  UpdateExpression: ["argument"],
};
const Kind = {
  UpdateExpression: "UpdateExpression",
  ConditionalExpression: "ConditionalExpression",
};
const precedence = { UpdateExpression: 16, UnaryExpression: 15 };

module.exports = {
  create(context) {
    return {
      UpdateExpression(node) {
        context.report(node, children[node.type]);
      },
      ConditionalExpression: function (node) {
        context.report(node, precedence[node.type]);
      },
    };
  },
};

visitor.UpdateExpression = function (path) {
  return Kind[path.node.type];
};
editor.updateExpression(event.value).subscribe(() => {});
build.updateExpression("++", build.identifier("i"), true);
const loop = { type: "for", updateExpression: "i++", conditionExpression: "i < 10" };
