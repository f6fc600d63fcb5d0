/** What a Task state calls. */
export type TaskResource =
  | { readonly kind: "function"; readonly functionArn: string }
  | { readonly kind: "service"; readonly resourceType: string; readonly resource: string };

/** Integrations behind `arn:aws:states:::`, as history events split them. */
const SERVICES: ReadonlyMap<string, TaskResource> = new Map<string, TaskResource>([
  ["lambda:invoke", { kind: "service", resourceType: "lambda", resource: "invoke" }],
  ["mediaconvert:createJob", { kind: "service", resourceType: "mediaconvert", resource: "createJob" }],
  ["mediaconvert:createJob.sync", { kind: "service", resourceType: "mediaconvert", resource: "createJob.sync" }],
  ["aws-sdk:mediaconvert:createJob", { kind: "service", resourceType: "aws-sdk:mediaconvert", resource: "createJob" }],
]);

const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[a-z0-9-]+:function:[A-Za-z0-9-_]+(?::[A-Za-z0-9-_$]+)?$/;
const INTEGRATION = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:(.+)$/;

/** Reads a Task's Resource; `undefined` when AWS would not recognise it. */
export function parseTaskResource(text: string): TaskResource | undefined {
  if (FUNCTION_ARN.test(text)) return { kind: "function", functionArn: text };
  const integration = INTEGRATION.exec(text)?.[1];
  if (integration === undefined) return undefined;
  const known = SERVICES.get(integration);
  if (known) return known;
  const at = integration.lastIndexOf(
    ":",
    integration.endsWith(".sync:2") ? integration.length - ":2".length - 1 : undefined,
  );
  if (at <= 0) return undefined;
  return { kind: "service", resourceType: integration.slice(0, at), resource: integration.slice(at + 1) };
}

/** Whether a Task can call it; otherwise its state must be mocked. */
export function isEmulated(resource: TaskResource): boolean {
  return resource.kind === "function" || SERVICES.has(`${resource.resourceType}:${resource.resource}`);
}
