/**
 * What the emulated SDK integrations cannot do without, by service: the members, and the actions that need them
 * (`required` of botocore's service-2.json; that AWS asks for them, and for S3's Body, when a machine is created: measured).
 */
const REQUIRED: Readonly<Record<string, readonly (readonly [members: string, actions: string])[]>> = {
  s3: [
    ["Bucket", "listObjectsV2 listObjects createBucket deleteBucket headBucket getBucketLocation getBucketVersioning"],
    ["Bucket CopySource Key", "copyObject"],
    ["Bucket Key", "getObject headObject deleteObject"],
    ["Bucket Key Body", "putObject"],
    ["Bucket Delete", "deleteObjects"],
    ["Bucket Key", "createMultipartUpload"],
    ["Bucket Key PartNumber UploadId Body", "uploadPart"],
    ["Bucket Key UploadId", "abortMultipartUpload completeMultipartUpload listParts"],
    ["Bucket VersioningConfiguration", "putBucketVersioning"],
  ],
  sqs: [
    ["QueueName", "createQueue getQueueUrl"],
    ["QueueUrl", "deleteQueue getQueueAttributes listDeadLetterSourceQueues listQueueTags purgeQueue receiveMessage"],
    ["QueueUrl Label", "removePermission"],
    ["QueueUrl Label AWSAccountIds Actions", "addPermission"],
    ["QueueUrl TagKeys", "untagQueue"],
    ["QueueUrl Tags", "tagQueue"],
    ["SourceArn", "listMessageMoveTasks startMessageMoveTask"],
    ["TaskHandle", "cancelMessageMoveTask"],
    ["QueueUrl Attributes", "setQueueAttributes"],
    ["QueueUrl Entries", "changeMessageVisibilityBatch deleteMessageBatch sendMessageBatch"],
    ["QueueUrl MessageBody", "sendMessage"],
    ["QueueUrl ReceiptHandle", "deleteMessage"],
    ["QueueUrl ReceiptHandle VisibilityTimeout", "changeMessageVisibility"],
  ],
  sfn: [
    ["ActivityArn", "deleteActivity describeActivity getActivityTask"],
    ["Definition", "testState validateStateMachineDefinition"],
    [
      "ExecutionArn",
      "describeExecution describeStateMachineForExecution getExecutionHistory listMapRuns redriveExecution stopExecution",
    ],
    ["MapRunArn", "describeMapRun updateMapRun"],
    ["Name", "createActivity"],
    ["Name Definition RoleArn", "createStateMachine"],
    ["Name RoutingConfiguration", "createStateMachineAlias"],
    ["ResourceArn", "listTagsForResource"],
    ["ResourceArn TagKeys", "untagResource"],
    ["ResourceArn Tags", "tagResource"],
    ["StateMachineAliasArn", "deleteStateMachineAlias describeStateMachineAlias updateStateMachineAlias"],
    [
      "StateMachineArn",
      "deleteStateMachine describeStateMachine listStateMachineAliases listStateMachineVersions publishStateMachineVersion startExecution startSyncExecution updateStateMachine",
    ],
    ["StateMachineVersionArn", "deleteStateMachineVersion"],
    ["TaskToken", "sendTaskFailure sendTaskHeartbeat"],
    ["TaskToken Output", "sendTaskSuccess"],
  ],
  lambda: [
    ["LayerName VersionNumber StatementId Action Principal", "addLayerVersionPermission"],
    ["FunctionName StatementId Action Principal", "addPermission"],
    ["FunctionName Name FunctionVersion", "createAlias"],
    ["FunctionName", "createEventSourceMapping deleteFunction deleteFunctionConcurrency"],
    ["FunctionName", "deleteFunctionEventInvokeConfig deleteFunctionUrlConfig getFunction getFunctionConcurrency"],
    ["FunctionName", "getFunctionConfiguration getFunctionEventInvokeConfig getFunctionRecursionConfig"],
    ["FunctionName", "getFunctionUrlConfig getPolicy getRuntimeManagementConfig invoke listAliases"],
    ["FunctionName", "listFunctionEventInvokeConfigs listFunctionUrlConfigs listProvisionedConcurrencyConfigs"],
    ["FunctionName", "listVersionsByFunction publishVersion putFunctionEventInvokeConfig updateFunctionCode"],
    ["FunctionName", "updateFunctionConfiguration updateFunctionEventInvokeConfig updateFunctionUrlConfig"],
    ["FunctionName Role Code", "createFunction"],
    ["FunctionName AuthType", "createFunctionUrlConfig"],
    ["FunctionName Name", "deleteAlias getAlias updateAlias"],
    ["UUID", "deleteEventSourceMapping getEventSourceMapping updateEventSourceMapping"],
    ["LayerName VersionNumber", "deleteLayerVersion getLayerVersion getLayerVersionPolicy"],
    ["FunctionName Qualifier", "deleteProvisionedConcurrencyConfig getProvisionedConcurrencyConfig"],
    ["Arn", "getLayerVersionByArn"],
    ["LayerName", "listLayerVersions"],
    ["LayerName VersionNumber StatementId", "removeLayerVersionPermission"],
    ["Resource", "listTags"],
    ["LayerName Content", "publishLayerVersion"],
    ["FunctionName ReservedConcurrentExecutions", "putFunctionConcurrency"],
    ["FunctionName RecursiveLoop", "putFunctionRecursionConfig"],
    ["FunctionName Qualifier ProvisionedConcurrentExecutions", "putProvisionedConcurrencyConfig"],
    ["FunctionName UpdateRuntimeOn", "putRuntimeManagementConfig"],
    ["FunctionName StatementId", "removePermission"],
    ["Resource Tags", "tagResource"],
    ["Resource TagKeys", "untagResource"],
  ],
  cloudwatchlogs: [
    ["LogGroupName", "createLogGroup deleteLogGroup deleteRetentionPolicy"],
    ["LogGroupName LogStreamName", "createLogStream deleteLogStream"],
    ["LogGroupName LogStreamName LogEvents", "putLogEvents"],
    ["LogGroupName RetentionInDays", "putRetentionPolicy"],
    ["LogStreamName", "getLogEvents"],
    ["ResourceArn", "listTagsForResource"],
    ["ResourceArn TagKeys", "untagResource"],
    ["ResourceArn Tags", "tagResource"],
  ],
  mediaconvert: [
    ["Id", "cancelJob getJob"],
    ["Name", "createQueue getQueue"],
    ["Role Settings", "createJob"],
  ],
};

/** Members that an action of `aws-sdk:SERVICE` needs, in AWS's order; none for what is not emulated. */
export function sdkRequiredParameters(service: string, action: string): string[] {
  const groups = Object.hasOwn(REQUIRED, service) ? REQUIRED[service] : undefined;
  const [members] = groups?.find(([, actions]) => actions.split(" ").includes(action)) ?? [];
  return members?.split(" ") ?? [];
}
