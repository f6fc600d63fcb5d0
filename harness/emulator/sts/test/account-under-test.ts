import { RandomStreams } from "../../../clock/random-streams.ts";
import { inProcessRequestHandler } from "../../../cloud/backends/request-handler.ts";
import { TestClock } from "../../../cloud/backends/test/test-clock.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { createGateway, type GatewayOptions } from "../../gateway/gateway.ts";
import { IssuedCredentials } from "../../gateway/issued-credentials.ts";
import { createIam } from "../../iam/index.ts";
import { checkedRoom } from "../../published-model/checked-room.ts";
import type { RoomDependencies } from "../../room.ts";
import type { Notice } from "../../s3/bucket-settings.ts";
import { createS3, type S3Options } from "../../s3/index.ts";
import { createSts } from "../index.ts";

export const ACCOUNT = "123456789012";

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** STS, IAM and S3 of one account behind the real gateway, for the real SDK clients. Every answer is held against AWS's published models. */
export function accountUnderTest(options: Partial<GatewayOptions> = {}, s3Options: S3Options = {}) {
  const clock = new TestClock();
  const random = new RandomStreams(28);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const dependencies: RoomDependencies = { clock, random, network, accountId: ACCOUNT, region: "us-east-1" };
  const issued = new IssuedCredentials();
  const notices: Notice[] = [];
  const s3 = createS3(dependencies, {
    aclsByDefault: true,
    deliver: (notice) => notices.push(notice),
    credentialOf: (accessKeyId) => gateway.credentialOf(accessKeyId),
    ...s3Options,
  });
  const gateway = createGateway({
    ...dependencies,
    policies: {},
    credentials: [{ accessKeyId: "test", secretAccessKey: "test", role: "administrator" }],
    issued,
    rooms: [s3, createSts(dependencies, issued), createIam(dependencies, issued)].map((room) => checkedRoom(room)),
    unknownAccessKeys: "accept-unverified",
    ...options,
  });
  return {
    clock,
    gateway,
    s3,
    /** What buckets' notifications have sent. */
    notices,
    client: (credentials: Keys = { accessKeyId: "test", secretAccessKey: "test" }) => ({
      region: "us-east-1",
      endpoint: "http://127.0.0.1:4566",
      maxAttempts: 1,
      credentials,
      requestHandler: inProcessRequestHandler((request) => gateway.send("test", request)),
    }),
  };
}
