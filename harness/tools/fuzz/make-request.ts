import { Dice } from "./dice.ts";
import { type FuzzRequest, signedForNobody } from "./fuzz-request.ts";
import { hostileHeader } from "./hostile.ts";
import { brokenHttp } from "./requests/broken-http.ts";
import { logsRequest, sqsRequest, statesRequest } from "./requests/json.ts";
import { lambdaRequest, mediaConvertRequest } from "./requests/rest.ts";
import { s3Request } from "./requests/s3.ts";
import { SMALL_SERVICES } from "./requests/small-services.ts";

/** The larger ones more often. */
const SERVICES = [
  ...["s3", "s3", "s3", "sqs", "sqs", "states", "states", "lambda", "logs", "mediaconvert"],
  ...["dynamodb", ...Object.keys(SMALL_SERVICES)],
];

/** The request of this seed and number; `now` is when it is signed. */
export function makeRequest(seed: number, number: number, now: number): FuzzRequest {
  const dice = new Dice(seed, number);
  if (dice.chance(0.03)) return { kind: "raw", service: "broken HTTP", bytes: brokenHttp(dice) };
  const service = dice.one(SERVICES);
  const signed = dice.chance(0.98) ? signedForNobody(service, now) : unsigned(dice);
  const odd = dice.chance(0.03)
    ? { [dice.one(["x-amz-target", "content-type", "x-odd", "origin"])]: hostileHeader(dice).slice(0, 2000) }
    : {};
  return { kind: "http", service, ...partsOf(service, dice, { ...signed, ...odd }) };
}

function partsOf(service: string, dice: Dice, headers: Record<string, string>) {
  if (service === "s3") {
    const request = s3Request(dice);
    return { ...request, headers: { ...request.headers, ...headers } };
  }
  if (service === "lambda" || service === "mediaconvert") {
    return { ...(service === "lambda" ? lambdaRequest(dice) : mediaConvertRequest(dice)), headers };
  }
  const small = SMALL_SERVICES[service]?.(dice);
  if (small) return { method: "POST", path: "/", body: small.body, headers: { ...small.headers, ...headers } };
  const { target, body } = { sqs: sqsRequest, states: statesRequest, logs: logsRequest }[service as "sqs"](dice);
  return { method: "POST", path: "/", body, headers: { "x-amz-target": target, ...headers } };
}

function unsigned(dice: Dice): Record<string, string> {
  return dice.chance(0.5) ? {} : { authorization: hostileHeader(dice).slice(0, 2000) };
}
