import {
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  type FunctionUrlAuthType,
  GetFunctionUrlConfigCommand,
  LambdaClient,
  ListFunctionUrlConfigsCommand,
  UpdateFunctionUrlConfigCommand,
} from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import type { FunctionHandler } from "../index.ts";
import { lambdaCloud } from "./lambda-cloud.ts";

installWorldGlobals();

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:worker";
const FunctionName = "worker";
const refused = (promise: Promise<unknown>) => expect(promise).rejects;

async function withUrl(
  AuthType: FunctionUrlAuthType,
  handler: FunctionHandler,
  story: (at: {
    client: LambdaClient;
    url: string;
    ask: (request?: {
      method?: string;
      path?: string;
      headers?: Record<string, string>;
      body?: string;
    }) => ReturnType<ReturnType<typeof lambdaCloud>["send"]>;
  }) => Promise<void>,
): Promise<void> {
  const cloud = lambdaCloud();
  cloud.register(handler);
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const { FunctionUrl = "" } = await client.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType }));
    const { host } = new URL(FunctionUrl);
    await story({
      client,
      url: FunctionUrl,
      ask: ({ method = "GET", path = "/", headers = {}, body = "" } = {}) =>
        cloud.send("client", { method, path, headers: { host, ...headers }, body: Buffer.from(body) }),
    });
  });
}

test("a URL invokes its function with the request, and answers what the function says", () =>
  withUrl(
    "NONE",
    async (payload) => {
      const event = JSON.parse(payload);
      return JSON.stringify({
        statusCode: 201,
        headers: { "Content-Type": "text/plain", "X-Path": event.rawPath },
        body: [event.requestContext.http.method, event.body, event.queryStringParameters.a, event.cookies].join("|"),
        cookies: ["c=d"],
      });
    },
    async ({ url, ask }) => {
      expect(url).toMatch(/^http:\/\/[a-z0-9]{32}\.lambda-url\.us-east-1\.localhost:4566\/$/);
      const answer = await ask({
        method: "POST",
        path: "/some/path?a=1&a=2",
        headers: { "content-type": "text/plain", cookie: "a=b; c=d", authorization: "Bearer token" },
        body: "hello",
      });
      expect([answer.status, answer.body.toString("utf8")]).toEqual([201, "POST|hello|1,2|a=b,c=d"]);
      expect(answer.headers).toMatchObject({
        "content-type": "text/plain",
        "x-path": "/some/path",
        "set-cookie": "c=d",
      });
    },
  ));

test.each([
  ["a value", async () => '{"a":1}', 200, '{"a":1}'],
  ["a text", async () => '"hello"', 200, '"hello"'],
  ["base64", async () => '{"statusCode":200,"body":"aGk=","isBase64Encoded":true}', 200, "hi"],
  ["what is streamed", async () => `{"statusCode":202}${"\0".repeat(8)}streamed`, 202, "streamed"],
  [
    "a failure",
    async () => {
      throw new Error("no");
    },
    502,
    '{"Message":"Internal Server Error"}',
  ],
] satisfies [string, FunctionHandler, number, string][])("a function that answers %s", (_what, handler, status, body) =>
  withUrl("NONE", handler, async ({ ask }) => {
    const answer = await ask();
    expect([answer.status, answer.body.toString("utf8")]).toEqual([status, body]);
  }),
);

test("a URL with IAM wants a signature; one that was deleted is not there", () =>
  withUrl(
    "AWS_IAM",
    async () => '"ok"',
    async ({ client, ask }) => {
      expect((await ask()).status).toBe(403);
      await client.send(new UpdateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }));
      expect((await ask()).status).toBe(200);
      await client.send(new DeleteFunctionUrlConfigCommand({ FunctionName }));
      expect((await ask()).status).toBe(404);
    },
  ));

test("a URL that streams passes on what the function has written, and looks into it for nothing", () =>
  withUrl(
    "NONE",
    async () => '{"statusCode":404}',
    async ({ client, ask }) => {
      expect((await ask()).status).toBe(404);
      await client.send(new UpdateFunctionUrlConfigCommand({ FunctionName, InvokeMode: "RESPONSE_STREAM" }));
      const { status, headers, body } = await ask();
      expect([status, headers["content-type"], body.toString("utf8")]).toEqual([
        200,
        "application/octet-stream",
        '{"statusCode":404}',
      ]);
    },
  ));

test("pages are let in as the URL's CORS says", () =>
  withUrl(
    "NONE",
    async () => '"ok"',
    async ({ client, ask }) => {
      const Cors = { AllowOrigins: ["https://app.example"], AllowMethods: ["POST"], MaxAge: 60 };
      await client.send(new UpdateFunctionUrlConfigCommand({ FunctionName, Cors }));
      const page = { origin: "https://app.example" };
      const asking = { ...page, "access-control-request-method": "POST" };
      const preflight = await ask({ method: "OPTIONS", headers: asking });
      expect([preflight.status, preflight.body.length]).toEqual([200, 0]);
      expect(preflight.headers).toMatchObject({
        "access-control-allow-origin": "https://app.example",
        "access-control-allow-methods": "POST",
        "access-control-max-age": "60",
      });
      expect((await ask({ headers: page })).headers["access-control-allow-origin"]).toBe("https://app.example");
      const other = await ask({ headers: { origin: "https://other.example" } });
      expect(other.headers["access-control-allow-origin"]).toBeUndefined();
    },
  ));

test("configurations of URLs are described and listed", () =>
  withUrl(
    "NONE",
    async () => "{}",
    async ({ client, url }) => {
      const described = { FunctionUrl: url, FunctionArn: ARN, AuthType: "NONE", InvokeMode: "BUFFERED" };
      expect(await client.send(new GetFunctionUrlConfigCommand({ FunctionName }))).toMatchObject(described);
      const list = await client.send(new ListFunctionUrlConfigsCommand({ FunctionName }));
      expect(list.FunctionUrlConfigs).toMatchObject([described]);
      const again = new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" });
      await refused(client.send(again)).toMatchObject({ name: "ResourceConflictException" });
      const version = new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE", Qualifier: "1" });
      await refused(client.send(version)).toMatchObject({ name: "ValidationException" });
    },
  ));
