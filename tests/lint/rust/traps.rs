use aws_sdk_cloudwatch::types::MetricDataQuery;
use aws_sdk_xray::Client as XRay;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct QueryRequest {
    pub key_condition_expression: Option<String>,
    pub filter_expression: Option<String>,
    pub update_expression: String,
}

pub trait Filtered {
    fn filter_expression(self, expression: &str) -> Self;
}

impl QueryRequest {
    pub fn filter_expression(mut self, input: impl Into<String>) -> Self {
        self.filter_expression = Some(input.into());
        self
    }
}

pub async fn group(xray: &XRay) {
    let _ = xray.create_group().group_name("slow").filter_expression("responsetime > 5").send().await;
    let _ = xray.get_trace_summaries().filter_expression("service(\"api\") AND fault = true").send().await;
}

pub fn metric() -> MetricDataQuery {
    MetricDataQuery::builder().id("e1").expression("m1/PERIOD(m1)*60").label("rate").build()
}

pub fn shown(request: &QueryRequest) -> String {
    format!("{:?} at 12:00 #tag :colon", request.filter_expression)
}
