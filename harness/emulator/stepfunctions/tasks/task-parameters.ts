import { RuntimeFailure } from "../execution/failure.ts";
import type { Document } from "../json/document.ts";
import { isObject } from "../json/json.ts";

interface Parameters {
  readonly required: readonly string[];
  readonly supported: ReadonlySet<string>;
}

/** Of optimised integrations (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html, a page each). */
const PARAMETERS: ReadonlyMap<string, Parameters> = new Map([
  [
    "lambda:invoke",
    {
      required: ["FunctionName"],
      supported: new Set(["ClientContext", "FunctionName", "InvocationType", "LogType", "Payload", "Qualifier"]),
    },
  ],
  [
    "sqs:sendMessage",
    {
      required: ["MessageBody", "QueueUrl"],
      supported: new Set([
        "DelaySeconds",
        "MessageAttribute",
        "MessageAttributes",
        "MessageBody",
        "MessageDeduplicationId",
        "MessageGroupId",
        "QueueUrl",
      ]),
    },
  ],
  [
    "states:startExecution",
    {
      required: ["StateMachineArn"],
      supported: new Set(["Input", "Name", "StateMachineArn", "TraceHeader"]),
    },
  ],
]);

/**
 * Refuses a request that the integration does not take, before anything is scheduled. `field` is the one that made the
 * request: Parameters or Arguments. Throws RuntimeFailure (wording quoted by users).
 */
export function checkParameters(
  resourceType: string,
  action: string,
  request: Document,
  field: "Parameters" | "Arguments",
): void {
  const problems = problemsOf(resourceType, action, request);
  if (problems.length === 0) return;
  throw new RuntimeFailure(
    `The ${field} '${request.text}' could not be used to start the Task: [${problems.join(", ")}]`,
  );
}

function problemsOf(resourceType: string, action: string, { value }: Document): string[] {
  const names = isObject(value) ? [...value.keys()] : [];
  if (resourceType.startsWith("aws-sdk:")) return names.filter((name) => /^[a-z]/.test(name)).map(notSupported);
  const known = PARAMETERS.get(`${resourceType}:${action}`);
  if (!known) return [];
  const missing = known.required.filter((name) => !names.includes(name));
  return [
    ...missing.map((name) => `The field '${name}' is required but was missing`),
    ...names.filter((name) => !known.supported.has(name)).map(notSupported),
  ];
}

const notSupported = (name: string): string => `The field "${name}" is not supported by Step Functions`;
