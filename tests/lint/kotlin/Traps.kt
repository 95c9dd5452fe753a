package com.example.traps

import aws.sdk.kotlin.services.xray.XRayClient
import aws.sdk.kotlin.services.xray.createGroup
import org.springframework.scheduling.annotation.Scheduled
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery

interface Request {
    val filterExpression: String?
    val conditionExpression: String?
    var updateExpression: String
}

data class Options(
    val filterExpression: String? = null,
    val keyConditionExpression: String = "",
    val projectionExpression: List<String> = emptyList(),
)

class Traps(private val xray: XRayClient) {
    suspend fun group() = xray.createGroup {
        groupName = "slow"
        filterExpression = "service(\"api\") AND responsetime > 5"
    }

    fun metric(): MetricDataQuery =
        MetricDataQuery.builder().id("e1").expression("m1/PERIOD(m1)*60").label("rate").build()

    @Scheduled(cron = "0 0 * * * *")
    fun tick() {
        val expression = "rate(5 minutes)"
        println("schedule $expression at 12:00 with #tags and :colons")
    }

    fun log(filterExpression: String) {
        println(filterExpression)
    }
}
