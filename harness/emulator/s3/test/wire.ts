import { createHash } from "node:crypto";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { TestClock } from "../../../cloud/backends/test/test-clock.ts";
import { FaultPlan } from "../../../network/faults.ts";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { checkedRoom } from "../../published-model/checked-room.ts";
import { createS3, type S3 } from "../index.ts";

export const BUCKET = "media";
const REQUEST_ID = "0123456789ABCDEF";

/** What no SDK can be made to send: requests straight to the room, signatures left out. */
export interface Wire {
  readonly s3: S3;
  /** A header that is `undefined` is left out, also one that would be sent by itself. */
  send(
    method: string,
    path: string,
    headers?: Record<string, string | undefined>,
    body?: string | Buffer,
  ): Promise<WireAnswer>;
}

export interface WireAnswer extends HttpResponse {
  readonly text: string;
  /** `<Code>` of an error. */
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export function openWire(region = "us-east-1"): Wire {
  const clock = new TestClock();
  const random = new RandomStreams(1);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const s3 = checkedRoom(createS3({ clock, random, network, accountId: "123456789012", region }));
  s3.createBucket(BUCKET);
  return {
    s3,
    async send(method, path, headers = {}, body = "") {
      const bytes = Buffer.from(body);
      const sent: Record<string, string | undefined> = {
        host: "127.0.0.1:4566",
        "x-amz-content-sha256": createHash("sha256").update(bytes).digest("hex"),
        "content-length": String(bytes.length),
        ...headers,
      };
      const http: HttpRequest = {
        method,
        path,
        headers: Object.fromEntries(
          Object.entries(sent).filter((header): header is [string, string] => header[1] !== undefined),
        ),
        body: bytes,
      };
      const operation = s3.identify(http);
      const principal = { role: "administrator", accessKeyId: "AKID" };
      const response =
        "status" in operation
          ? operation
          : await s3.handle({ http, operation, principal, requestId: REQUEST_ID, receivedAt: clock.now() });
      const text = response.body.toString("utf8");
      const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
      return { ...response, text, code: element("Code"), message: element("Message") };
    },
  };
}
