import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { FaultPlan } from "../../../network/faults.ts";
import type { HttpResponse } from "../../../network/http.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { createEmbeddedCloud } from "../embedded.ts";
import type { RegionalRooms } from "../region.ts";
import { inProcessRequestHandler } from "../request-handler.ts";
import { TestClock } from "./test-clock.ts";

export const ACCOUNT = "123456789012";
export const HOME = "us-east-1";
export const OTHER = "eu-west-1";
const ENDPOINT = "http://127.0.0.1:4566";

/** A cloud of all regions, with SDK clients as their users make them: an endpoint, a region, and nothing else. */
export function cloudOfAllRegions({ hasAllRegions = true } = {}) {
  const clock = new TestClock();
  const random = new RandomStreams(15);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const cloud = createEmbeddedCloud({
    clock,
    random,
    network,
    accountId: ACCOUNT,
    region: HOME,
    hasAllRegions,
    policies: {},
    credentials: [{ accessKeyId: "test", secretAccessKey: "test", role: "administrator" }],
    unknownAccessKeys: "accept-unverified",
    enforcesRoles: false,
  });
  const answers: HttpResponse[] = [];
  const clients = (region: string, { accessKeyId = "test", endpoint = ENDPOINT, forcePathStyle = true } = {}) => {
    const options = {
      region,
      endpoint,
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey: "test" },
      requestHandler: inProcessRequestHandler(async (request) => {
        const answer = await cloud.gateway.send("test", request);
        answers.push(answer);
        return answer;
      }),
    };
    return {
      s3: new S3Client({ ...options, forcePathStyle }),
      sqs: new SQSClient(options),
      sfn: new SFNClient({ ...options, disableHostPrefix: true }),
      lambda: new LambdaClient(options),
      options,
    };
  };
  const roomsOf = (region: string): RegionalRooms => {
    const rooms = cloud.regions().get(region);
    if (!rooms) throw new Error(`${region} has not been used`);
    return rooms;
  };
  return { cloud, clients, roomsOf, lastAnswer: () => answers.at(-1) };
}
