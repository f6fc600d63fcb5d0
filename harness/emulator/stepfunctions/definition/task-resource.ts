/** What a Task state calls. */
export type TaskResource =
  | { readonly kind: "function"; readonly functionArn: string }
  | { readonly kind: "activity"; readonly activityArn: string }
  | {
      readonly kind: "service";
      /** As history events split a Resource: `sqs`, `aws-sdk:s3`. */
      readonly resourceType: string;
      /** `sendMessage`, `startExecution.sync:2`. */
      readonly resource: string;
    };

const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[a-z0-9-]+:function:[A-Za-z0-9-_]+(?::[A-Za-z0-9-_$]+)?$/;
const ACTIVITY_ARN = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:activity:[^:]+$/;
const INTEGRATION = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:(.+)$/;

/** Reads a Task's Resource; `undefined` when AWS would not recognise it. */
export function parseTaskResource(text: string): TaskResource | undefined {
  if (FUNCTION_ARN.test(text)) return { kind: "function", functionArn: text };
  if (ACTIVITY_ARN.test(text)) return { kind: "activity", activityArn: text };
  const integration = INTEGRATION.exec(text)?.[1];
  if (integration === undefined) return undefined;
  const end = integration.endsWith(".sync:2") ? integration.length - ":2".length - 1 : undefined;
  const at = integration.lastIndexOf(":", end);
  if (at <= 0) return undefined;
  return { kind: "service", resourceType: integration.slice(0, at), resource: integration.slice(at + 1) };
}
