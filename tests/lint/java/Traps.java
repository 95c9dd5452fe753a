package com.example.other;

import com.amazonaws.services.xray.model.CreateGroupRequest;
import com.amazonaws.services.xray.model.GetTraceSummariesRequest;
import java.util.List;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.scheduling.annotation.Scheduled;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.lakeformation.model.RowFilter;

public class Traps {
  interface Query {
    String filterExpression();

    Query withFilterExpression(String filterExpression);

    void setKeyConditionExpression(String keyConditionExpression);
  }

  private String filterExpression;
  private String updateExpression;

  public String getFilterExpression() {
    return filterExpression;
  }

  public void setFilterExpression(String filterExpression) {
    this.filterExpression = filterExpression;
  }

  void others() {
    new CreateGroupRequest().withGroupName("slow").withFilterExpression("responsetime > 5");
    new GetTraceSummariesRequest().withFilterExpression("service(\"api\") AND fault = true");
    RowFilter.builder().filterExpression("country = 'de'").build();
    MetricDataQuery.builder().id("e1").expression("m1/PERIOD(m1)*60").label("rate").build();
    PutRuleRequest.builder().name("n").scheduleExpression("rate(5 minutes)").build();
    ExpressionParser parser = new SpelExpressionParser();
    Expression exp = parser.parseExpression("name == 'x'");
    Criteria.where("name").is("x");
    GetCostAndUsageRequest.builder().build();
  }

  @Scheduled(cron = "0 * * * * *")
  void tick() {
    String filterExpression = "a > 5 && b";
    System.out.println(filterExpression);
  }

  List<String> keys() {
    return List.of("dynamodb:Attributes", "dynamodb:LeadingKeys");
  }
}
