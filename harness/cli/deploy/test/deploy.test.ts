import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { GetFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { QUEUE } from "../../../../system/infrastructure.ts";
import { System } from "../../../../system/revisions.ts";
import { listingSql } from "../../../database/listing-rows.ts";
import { listing28Uploads } from "../../../scenario/listing-28.ts";
import { IDENTITIES, PASSWORD, uploadsRequest } from "../../../scenario/people.ts";
import { readZip } from "../../../scenario/zip.ts";
import { endingWithUs } from "../../../support/ending-with-us.ts";
import { createStandaloneDatabase } from "../../../tools/standalone-server/database.ts";
import { startStandaloneServer } from "../../../tools/standalone-server/server.ts";
import { CALLBACK_SECRET, standaloneSettings } from "../../../tools/standalone-server/settings.ts";
import { CALLBACK_PATH } from "../../../world/world.ts";
import { served } from "../../cloud/test/served.ts";

const SYSTEM = new System("fixed");
const ACCOUNT = "000000000000";

async function deploy(...options: string[]) {
  const child = spawn(...endingWithUs("node", [join(import.meta.dirname, "../main.ts"), ...options]), {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, out, err };
}

/** A server of its own behind a cloud of its own. */
async function startServer(cloudUrl: string) {
  const listing = listingSql(SYSTEM, [{ id: 28, status: 6 }]);
  const database = await createStandaloneDatabase(inject("engine"), SYSTEM, listing);
  onTestFinished(() => database.drop());
  const settings = standaloneSettings(database.goUri);
  const machine = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:listing-media-finalization-sm-staging`;
  const server = await startStandaloneServer({
    settings: {
      ...settings,
      media_processing: {
        queue: { url: `${cloudUrl}/${ACCOUNT}/${QUEUE}` },
        workflow: { finalization_state_machine_arn: machine },
        callback: { shared_secret: CALLBACK_SECRET },
      },
    },
    parameters: ["--revision", "fixed"],
    environment: { AWS_ENDPOINT_URL: cloudUrl },
  });
  onTestFinished(async () => void (await server.stop()));
  return server;
}

const tokensSchema = z.object({ tokens: z.object({ accessToken: z.string() }) });
const uploadsSchema = z.object({
  files: z.array(z.object({ uploadUrl: z.string(), headers: z.record(z.string(), z.string()) })),
});
const listSchema = z.object({ data: z.array(z.object({ status: z.string() })), zipBundle: z.unknown().optional() });
const urlsSchema = z.object({ urls: z.array(z.object({ url: z.string() })) });

async function photographerOf(serverUrl: string) {
  const { nationalId, deviceId } = IDENTITIES.photographer;
  const call = async (token: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${serverUrl}/api/v2${path}`, {
      headers: { "Content-Type": "application/json", "X-Device-Id": deviceId, Authorization: `Bearer ${token}` },
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  const credentials = { nationalID: nationalId, password: PASSWORD, deviceToken: "d" };
  const { tokens } = tokensSchema.parse(await call("", "/auth/signin", credentials));
  const post = (path: string, body: unknown) => call(tokens.accessToken, path, body);
  const list = async () => listSchema.parse(await call(tokens.accessToken, "/listings/media?listingIdentityId=28"));
  return { post, list };
}

test("what is deployed to a running npm run cloud takes listing 28 from the photos to the ZIP", async () => {
  const cloud = await served();
  const server = await startServer(cloud.endpoint);
  const callback = `${server.url}${CALLBACK_PATH}`;
  const options = ["--endpoint", cloud.endpoint, "--callback-url", callback, "--callback-secret", CALLBACK_SECRET];
  expect(await deploy(...options)).toMatchObject({ code: 0, err: "" });

  const photographer = await photographerOf(server.url);
  const uploads = await listing28Uploads("small");
  const { files } = uploadsSchema.parse(
    await photographer.post("/listings/media/uploads", uploadsRequest(28, uploads)),
  );
  for (const [index, { uploadUrl, headers }] of files.entries()) {
    const bytes = uploads[index]?.photo.bytes ?? Buffer.alloc(0);
    expect((await fetch(uploadUrl, { method: "PUT", headers, body: new Uint8Array(bytes) })).status).toBe(200);
  }
  const waiting = { timeout: 60_000, interval: 50 };
  await photographer.post("/listings/media/uploads/process", { listingIdentityId: 28 });
  await vi.waitUntil(
    async () => (await photographer.list()).data.every(({ status }) => status === "PROCESSED"),
    waiting,
  );
  await photographer.post("/listings/media/uploads/complete", { listingIdentityId: 28 });
  await vi.waitUntil(async () => Boolean((await photographer.list()).zipBundle), waiting);

  const requests = [{ assetType: "ZIP", sequence: 1, resolution: "zip" }];
  const answer = await photographer.post("/listings/media/download", { listingIdentityId: 28, requests });
  const [{ url } = { url: "" }] = urlsSchema.parse(answer).urls;
  const entries = await readZip(Buffer.from(await (await fetch(url)).arrayBuffer()));
  expect(entries.map(({ sha256 }) => sha256).sort()).toEqual(uploads.map(({ photo }) => photo.sha256).sort());
  expect(cloud.said()).toBe("");
}, 120_000);

test("a second deployment brings up to date what is there: another callback, a further variable", async () => {
  const { endpoint, clients } = await served();
  const variablesOf = async (FunctionName: string) => {
    const lambda = await clients.lambda();
    return (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).Environment?.Variables;
  };
  const first = await deploy("--endpoint", endpoint);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toContain(`queue     ${endpoint}/${ACCOUNT}/${QUEUE}\n`);
  expect(first.out).toContain("Functions call back at http://127.0.0.1:8080/api/v2/listings/media/callback\n");
  const callback = "http://127.0.0.1:8081/callback";
  const second = ["--callback-url", callback, "--variable", "MOOD=a=b, c", "--variable", "EMPTY="];
  expect(await deploy("--endpoint", endpoint, ...second)).toMatchObject({ code: 0, err: "" });
  expect(await variablesOf("listing-media-callback-dispatch-staging")).toMatchObject({
    CALLBACK_URL: callback,
    MOOD: "a=b, c",
    EMPTY: "",
  });
  // The cloud gives its functions their endpoint itself, so that it knows who calls.
  expect(await variablesOf("listing-media-zip-staging")).not.toHaveProperty("AWS_ENDPOINT_URL");
}, 60_000);

test.each([
  [
    ["--endpoint", "localhost:4566"],
    2,
    '--endpoint: "localhost:4566" is no URL of a cloud; write it as http://127.0.0.1:4566.',
  ],
  [["--variable", "=x"], 2, '--variable: "=x" is not NAME=VALUE.'],
  [
    ["--endpoint", "http://127.0.0.1:9"],
    3,
    "No cloud answers at http://127.0.0.1:9: start one (npm run cloud, or docker compose up --wait), or name the one that runs with --endpoint.",
  ],
])("%j ends with one sentence", async (options, code, sentence) => {
  const ended = await deploy(...options);
  expect(ended).toMatchObject({ code, out: "" });
  expect(ended.err.split("\n")[0]).toBe(sentence);
});
