import type { Dice } from "../dice.ts";
import { hostileJson, hostileText } from "../hostile.ts";

interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

const NOTHING = Buffer.alloc(0);
const segment = (dice: Dice) => encodeURIComponent(hostileText(dice).toWellFormed()).slice(0, 2000) || "x";

/** Requests of Lambda. No function is ever created whole: processes are another test's matter. */
export function lambdaRequest(dice: Dice): RestRequest {
  const functions = "/2015-03-31/functions";
  const mappings = "/2015-03-31/event-source-mappings";
  const name = dice.chance(0.5) ? "fuzz" : segment(dice);
  const create = {
    FunctionName: hostileText(dice),
    Role: "arn:aws:iam::000000000000:role/r",
    Runtime: "python3.12",
    Handler: "a.b",
    Code: { ZipFile: "bm8gemlw" },
  };
  const mapping = { EventSourceArn: "arn:aws:sqs:us-east-1:000000000000:fuzz-1", FunctionName: name, BatchSize: 1 };
  const alias = {
    Name: hostileText(dice),
    FunctionVersion: "1",
    RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } },
  };
  const permission = { StatementId: "s", Action: "lambda:InvokeFunction", Principal: hostileText(dice) };
  return dice.one<() => RestRequest>([
    () => ({ method: "POST", path: functions, body: hostileJson(dice, create) }),
    () => ({ method: "GET", path: `${functions}?MaxItems=${segment(dice)}`, body: NOTHING }),
    () => ({ method: "GET", path: functions, body: NOTHING }),
    () => ({ method: "GET", path: `${functions}/${name}`, body: NOTHING }),
    () => ({ method: "GET", path: `${functions}/${name}/configuration`, body: NOTHING }),
    () => ({ method: "PUT", path: `${functions}/${name}/configuration`, body: hostileJson(dice, { Timeout: 3 }) }),
    () => ({ method: "PUT", path: `${functions}/${name}/code`, body: hostileJson(dice, create.Code) }),
    () => ({ method: "DELETE", path: `${functions}/${name}`, body: NOTHING }),
    () => ({ method: "POST", path: `${functions}/${name}/invocations`, body: hostileJson(dice, { a: 1 }) }),
    () => ({ method: "POST", path: mappings, body: hostileJson(dice, mapping) }),
    () => ({ method: "POST", path: mappings, body: hostileJson(dice, { ...mapping, FilterCriteria: filter(dice) }) }),
    () => ({ method: dice.one(["GET", "POST"]), path: `${functions}/${name}/versions`, body: hostileJson(dice, {}) }),
    () => ({ method: "POST", path: `${functions}/${name}/aliases`, body: hostileJson(dice, alias) }),
    () => ({ method: dice.one(["GET", "PUT", "DELETE"]), path: `${functions}/${name}/aliases/live`, body: NOTHING }),
    () => ({ method: "POST", path: `${functions}/${name}/policy`, body: hostileJson(dice, permission) }),
    () => ({ method: "GET", path: `${functions}/${name}/policy?Qualifier=${segment(dice)}`, body: NOTHING }),
    () => ({
      method: "POST",
      path: `/2021-10-31/functions/${name}/url`,
      body: hostileJson(dice, { AuthType: "NONE" }),
    }),
    () => ({
      method: dice.one(["PUT", "POST", "GET", "DELETE"]),
      path: `/2019-09-25/functions/${name}/event-invoke-config`,
      body: hostileJson(dice, { MaximumRetryAttempts: 1 }),
    }),
    () => ({
      method: "POST",
      path: `/2018-10-31/layers/${name}/versions`,
      body: hostileJson(dice, { Content: { ZipFile: "bm8gemlw" } }),
    }),
    () => ({ method: "GET", path: `/2018-10-31/layers/${segment(dice)}/versions/${segment(dice)}`, body: NOTHING }),
    () => ({
      method: "POST",
      path: `/2017-03-31/tags/${segment(dice)}`,
      body: hostileJson(dice, { Tags: { a: "b" } }),
    }),
    () => ({ method: "GET", path: `/_lambda/code/${segment(dice)}`, body: NOTHING }),
    () => ({ method: "GET", path: `${mappings}?FunctionName=${segment(dice)}`, body: NOTHING }),
    () => ({ method: dice.one(["GET", "DELETE"]), path: `${mappings}/${segment(dice)}`, body: NOTHING }),
  ])();
}

const filter = (dice: Dice) => ({
  Filters: [{ Pattern: JSON.stringify({ body: [{ wildcard: hostileText(dice) }] }) }],
});

/** Requests of MediaConvert. Jobs are refused for their input, so that nothing is converted. */
export function mediaConvertRequest(dice: Dice): RestRequest {
  const root = "/2017-08-29";
  const job = {
    role: "arn:aws:iam::000000000000:role/r",
    settings: { inputs: [], outputGroups: [] },
    userMetadata: { a: "b" },
  };
  return dice.one<() => RestRequest>([
    () => ({ method: "POST", path: `${root}/jobs`, body: hostileJson(dice, job) }),
    () => ({ method: "GET", path: `${root}/jobs`, body: NOTHING }),
    () => ({ method: dice.one(["GET", "DELETE"]), path: `${root}/jobs/${segment(dice)}`, body: NOTHING }),
    () => ({ method: "POST", path: `${root}/queues`, body: hostileJson(dice, { name: "fuzz", tags: { a: "b" } }) }),
    () => ({ method: "GET", path: `${root}/queues/${segment(dice)}`, body: NOTHING }),
    () => ({ method: "GET", path: `${root}/queues`, body: NOTHING }),
    () => ({ method: "POST", path: `${root}/endpoints`, body: hostileJson(dice, {}) }),
  ])();
}
