import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { DYNAMODB, EVENTS, KMS, SECRETS_MANAGER, SNS, SSM } from "../lazy-rooms/foretold-services.ts";
import { jsonWire } from "./json-wire.ts";
import { lambdaWire } from "./lambda-wire.ts";
import { mediaConvertWire } from "./media-convert-wire.ts";
import { queryWire } from "./query-wire.ts";
import { s3Wire } from "./s3-wire.ts";
import type { ServiceAnswer, ServiceCall } from "./service-call.ts";
import type { ServiceWire } from "./wire.ts";
import { requestIdOf } from "./wire-answer.ts";

export type { ServiceAnswer, ServiceCall } from "./service-call.ts";

function lazyJsonWire({ service, targetPrefix, version }: typeof SSM): ServiceWire {
  return jsonWire({ targetPrefix, version, host: `${service}.amazonaws.com`, members: "PascalCase", keepsNames: true });
}

const WIRES: ReadonlyMap<string, ServiceWire> = new Map([
  ["s3", s3Wire],
  ["sqs", jsonWire({ targetPrefix: "AmazonSQS", version: "1.0", host: "sqs.amazonaws.com", members: "PascalCase" })],
  [
    "states",
    jsonWire({ targetPrefix: "AWSStepFunctions", version: "1.0", host: "states.amazonaws.com", members: "camelCase" }),
  ],
  [
    "logs",
    jsonWire({ targetPrefix: "Logs_20140328", version: "1.1", host: "logs.amazonaws.com", members: "camelCase" }),
  ],
  [
    "sns",
    queryWire({
      version: SNS.version,
      host: "sns.amazonaws.com",
      maps: { Attributes: ["key", "value"], MessageAttributes: ["Name", "Value"] },
    }),
  ],
  ["ssm", lazyJsonWire(SSM)],
  ["dynamodb", lazyJsonWire(DYNAMODB)],
  ["events", lazyJsonWire(EVENTS)],
  ["kms", lazyJsonWire(KMS)],
  ["secretsmanager", lazyJsonWire(SECRETS_MANAGER)],
  ["lambda", lambdaWire],
  ["mediaconvert", mediaConvertWire],
]);

/** How a request of a service with an assumed role reaches the rooms; recorded, permitted or refused as any other. */
export type SendAs = (source: string, role: string, http: HttpRequest) => Promise<HttpResponse>;

/**
 * Calls between services of the emulated cloud, through its gateway. Throws the called service's AwsError (with the
 * field `requestId`); what a fault puts in place of an answer goes through.
 */
export function createServiceCalls(sendAs: SendAs): (call: ServiceCall) => Promise<ServiceAnswer> {
  return async (call) => {
    const wire = WIRES.get(call.service);
    if (!wire) throw new AwsError("NotImplemented", `The service '${call.service}' is not emulated.`, { status: 501 });
    const http = await sendAs(call.source, roleName(call.roleArn), wire.request(call));
    const response = wire.answer(call, http);
    const { status, headers, body } = http;
    return { response, status, headers, body, requestId: requestIdOf(http) };
  };
}

/** `arn:aws:iam::1:role/path/name` → `name`; other text is a role without permissions. */
function roleName(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf("/") + 1);
}
