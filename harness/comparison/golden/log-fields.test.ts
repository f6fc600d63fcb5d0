import { readFileSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { z } from "zod";
import { System } from "../../../system/revisions.ts";
import {
  breakDatabase,
  failService,
  personOf,
  registerProcessingJob,
  type Story,
  sendCallback,
  uploadProcessed,
  type World,
} from "../../scenario/index.ts";
import { uploadsRequest } from "../../scenario/people.ts";
import { RuleBroken } from "../../scenario/rule-broken.ts";
import { runStory } from "../../scenario/run-story.ts";
import type { StatementKind } from "../../world/names/hop-names.ts";

const MEDIA = "/api/v2/listings/media";
const PHOTO = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 1 };
const RAW_KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
const DENIED = { status: 400, code: "AccessDeniedException", message: "no", times: 1 };

/** Both machines of the recorded incident could be started. */
const SYSTEMS = {
  current: new System("current"),
  incident: new System("incident").with({ removed: ["D2", "D3"] }),
};

/** They differ from run to run, or are Go's own (docs/contract/logs.md 1); the recordings leave them out. */
const LEFT_OUT = new Set(
  "request_id method path duration client_ip user_agent trace_id span_id remote_addr function file line stack".split(
    " ",
  ),
);

const shapes = z.array(z.array(z.string()));
/** Names and order of the fields of each line that the real server was seen to write, by revision. */
const recorded = z
  .array(z.object({ level: z.string(), message: z.string(), current: shapes.optional(), incident: shapes.optional() }))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/log-fields.json", import.meta.url), "utf8")));

const stories: Readonly<Record<string, Story>> = {
  "without a secret": async ({ world }) => {
    await sendCallback(world, { jobId: 20, listingIdentityId: 28, status: "FAILED" });
  },
  "sign-ins and refreshes": async ({ world, photographer, owner }) => {
    const signIn = "/api/v2/auth/signin";
    await photographer.request("POST", signIn, { nationalID: " ", password: "x", deviceToken: "d" });
    await personOf(world, "nobody").signIn();
    await photographer.signIn();
    const { refreshToken, accessToken } = photographer;
    const refresh = (token: string, device?: string) =>
      photographer.request(
        "POST",
        "/api/v2/auth/refresh",
        { refreshToken: token },
        device ? { "x-device-id": device } : {},
      );
    await refresh(accessToken);
    await refresh(refreshToken, "00000000-0000-4000-8000-000000000001");
    await photographer.refresh();
    await refresh(refreshToken);
    await world.database.execute("DELETE FROM sessions");
    await refresh(photographer.refreshToken);
    for (let times = 0; times < 4; times++) await owner.signIn("Wrong-Passw0rd!");
  },
  "nobody to be told": async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    failService(world, { target: "states", operation: "StartExecution" }, { ...DENIED, code: "InvalidArn" });
    await photographer.complete(28);
    await photographer.complete(28);
    await world.settle();
    await world.database.execute("UPDATE media_assets SET status = 'FAILED'");
    await owner.downloadUrls(28, [{ assetType: "PHOTO_HORIZONTAL", sequence: 1, resolution: "large" }]);
  },
  "uploads to approval": async ({ world, photographer, owner, uploads }) => {
    await owner.listMedia(28);
    await owner.request("POST", `${MEDIA}/uploads`, {});
    await photographer.upload(28, uploads.slice(0, 1));
    failService(world, { target: "sqs", operation: "SendMessage" }, DENIED);
    await photographer.process(28);
    await photographer.process(28);
    await world.settle();
    failService(world, { target: "states", operation: "StartExecution" }, DENIED);
    await photographer.complete(28);
    await photographer.complete(28);
    await world.settle();
    const urls = [{ assetType: "PHOTO_HORIZONTAL", sequence: 9, resolution: "large" }];
    await owner.downloadUrls(28, urls);
    await owner.approve(28);
    await owner.listMedia(99);
  },
  "an object that is missing, a key that is missing, deletions that fail": async ({ world, photographer, uploads }) => {
    await photographer.requestUploads(28, uploads.slice(0, 2));
    await photographer.process(28);
    await photographer.upload(28, uploads.slice(0, 2));
    await world.database.execute("UPDATE media_assets SET s3_key_raw = '' WHERE sequence = 2");
    await photographer.process(28);
    failService(world, { target: "s3", operation: "DeleteObjects" }, DENIED);
    await photographer.request("DELETE", `${MEDIA}/delete`, PHOTO);
    const body = Buffer.from(`<DeleteResult><Error><Key>k</Key><Code>InternalError</Code></Error></DeleteResult>`);
    const response = { status: 200, headers: { "content-type": "application/xml" }, body };
    const someFail = { name: "some keys fail", result: () => response };
    world.faults.arm({ target: "s3", operation: "DeleteObjects" }, someFail);
    await photographer.request("DELETE", `${MEDIA}/delete`, { ...PHOTO, sequence: 2 });
    const [file] = uploadsRequest(28, uploads).files;
    await photographer.request("POST", `${MEDIA}/uploads`, {
      listingIdentityId: 28,
      files: [{ ...file, checksum: "x" }],
    });
  },
  callbacks: async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    const send = (body: Readonly<Record<string, unknown>>, signature?: string) =>
      sendCallback(
        world,
        { jobId: 20, listingIdentityId: 28, status: "FAILED", ...body },
        signature ? { signature } : {},
      );
    await send({ outputs: [] }, "0".repeat(64));
    await send({ jobId: 99 });
    await send({ listingIdentityId: 29 });
    await send({ error: { code: "c", message: "m" } });
    await send({ outputs: [{ rawKey: RAW_KEY }, { rawKey: "x", processedKey: "y", errorCode: "B" }] });
    await send({ status: "SUCCEEDED", outputs: [{ rawKey: RAW_KEY, processedKey: "28/processed/a.jpg" }] });
    breakDatabase(world, "UPDATE media_processing_jobs");
    await send({ outputs: [] });
  },
  "a database that is away": async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    const broken: readonly (readonly [StatementKind, () => Promise<unknown>])[] = [
      ["BEGIN", () => photographer.complete(28)],
      ["BEGIN", () => photographer.listMedia(28)],
      ["BEGIN", () => sendCallback(world, { jobId: 20, listingIdentityId: 28, status: "FAILED", outputs: [] })],
      ["INSERT media_assets", () => photographer.requestUploads(28, uploads.slice(0, 1))],
      ["SELECT media_assets", () => photographer.complete(28)],
    ];
    for (const [operation, ask] of broken) {
      breakDatabase(world, operation);
      await ask();
    }
  },
};

test.each(["current", "incident"] as const)(
  "the %s server's log lines have the fields that the real one's were seen to have, in their order",
  async (revision) => {
    const lines = new Map<string, Set<string>>();
    for (const [id, story] of Object.entries(stories)) {
      const world = id === "without a secret" ? { settings: { callback: { sharedSecret: "" } } } : {};
      const options = {
        runOptions: { defects: [], repeat: 1 },
        engine: inject("engine"),
        system: SYSTEMS[revision],
      };
      const run = await runStory({ id, title: id, options: { world }, story }, options);
      // The gate finds fault with what these stories leave behind, and need not.
      if (run.failure && !(run.failure.error instanceof RuleBroken)) throw run.failure.error;
      for (const [line, fields] of linesOf(run.world)) lines.set(line, (lines.get(line) ?? new Set()).add(fields));
    }
    const known = recorded.flatMap(({ level, message, ...by }) => {
      if (!by[revision]) return [];
      // Whether there is a query, and who asks, is not the revision's doing.
      const fields = message.startsWith("HTTP ") ? [...(by.current ?? []), ...(by.incident ?? [])] : by[revision];
      return [{ line: `${level} ${message}`, fields: fields.map((names) => names.join(" ")) }];
    });
    const unseen = known.filter(({ line }) => !lines.has(line)).map(({ line }) => line);
    const other = known.flatMap(({ line, fields }) =>
      [...(lines.get(line) ?? [])].filter((names) => !fields.includes(names)).map((names) => ({ line, names, fields })),
    );
    expect(other).toEqual([]);
    expect(unseen).toEqual([]);
  },
  60_000,
);

function linesOf(world: World): readonly (readonly [string, string])[] {
  return world.logs("server").map(({ level, message, fields }) => {
    const names = fields.map(([name]) => name).filter((name) => !LEFT_OUT.has(name));
    return [`${level} ${message}`, names.join(" ")];
  });
}
