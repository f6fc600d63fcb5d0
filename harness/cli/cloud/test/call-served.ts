import { machineTime } from "../../../clock/machine-time.ts";
import { createServiceCalls, type ServiceCall } from "../../../emulator/service-calls/index.ts";

/** One operation of a served cloud, members in PascalCase. Throws the service's AwsError. */
export type CallServed = (
  service: ServiceCall["service"],
  operation: string,
  request: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, unknown>>>;

/** Signed by nobody in particular: the cloud takes any key that it does not know. */
const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIAANYBODY/20261201/us-east-1/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=a`,
  "x-amz-date": new Date(machineTime.now()).toISOString().replace(/[-:]|\.\d+/g, ""),
});

/** Calls of services for which there is no client here. */
export function callServed(endpoint: string): CallServed {
  return async (service, operation, request) => {
    const call = createServiceCalls(async (_source, _role, { method, path, headers, body }) => {
      const { host: _, "content-length": __, ...others } = headers;
      const sent = { ...others, ...signedFor(service) };
      const answer = await fetch(endpoint + path, { method, headers: sent, body: new Uint8Array(body) });
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Buffer.from(await answer.arrayBuffer()),
      };
    });
    return (await call({ service, operation, request, source: "test", roleArn: "" })).response;
  };
}
