import { expect, inject, test } from "vitest";
import { FUNCTIONS } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import type { TableRow } from "../../database/table-columns.ts";
import { Trace } from "../../network/trace.ts";
import { StoryMistake } from "../../support/story-mistake.ts";
import type { World } from "../../world/world.ts";
import { requireKnownOptions } from "../check-options.ts";
import { explainFailure } from "../explain.ts";
import { breakDatabase, failFunction, failService } from "../faults.ts";
import { invokeFunction } from "../invoke-function.ts";
import { personOf } from "../people.ts";
import { runStory } from "../run-story.ts";
import { sentRequests } from "../sent-requests.ts";

declare module "#scenario" {
  interface OwnFunctions {
    flaky: true;
  }
  interface OwnQueues {
    own: true;
  }
  interface OwnTables {
    houses: { readonly id: number; readonly colour: string };
  }
}

const storyOptions = { runOptions: { defects: [], repeat: 1 }, engine: inject("engine"), system: new System("fixed") };
const error = () => new Error("lost");
const times = { times: 1, errorType: "Runtime.ExitError" };
const refused = { status: 400, code: "Refused" };

/** Each is an error of the compiler, and one sentence with the near name when it runs all the same. */
const MISTYPED: readonly (readonly [(world: World) => unknown, string])[] = [
  // @ts-expect-error
  [({ latency }) => latency.set("mysqll", 3), 'there is no target "mysqll"; did you mean "mysql"?'],
  // @ts-expect-error
  [({ latency }) => latency.setNext("mysql", [3], "COMIT"), 'no operation of mysql "COMIT"; did you mean "COMMIT"?'],
  [
    // @ts-expect-error
    ({ latency }) => latency.arriveAt("server", [0], "POST /api/v2/listings/media/calback"),
    'did you mean "POST /api/v2/listings/media/callback"?',
  ],
  [
    // @ts-expect-error
    ({ random }) => random.stream("server/requestid").pin("x"),
    'no random stream "server/requestid"; did you mean "server/request-id"?',
  ],
  // @ts-expect-error
  [({ random }) => random.stream("sqs/messageid"), 'did you mean "sqs/message-id"?'],
  // @ts-expect-error
  [({ faults }) => faults.arm({ target: "s33" }, { name: "lost", error }), 'there is no target "s33"'],
  [
    // @ts-expect-error
    ({ faults }) => faults.arm({ source: "serverr", target: "s3" }, { name: "lost", error }),
    'there is no source "serverr"; did you mean "server"?',
  ],
  [
    // @ts-expect-error
    ({ faults }) => faults.arm({ target: "sqs", operation: "PutObject" }, { name: "lost", error }),
    'there is no operation of sqs "PutObject"',
  ],
  [
    // @ts-expect-error
    ({ faults }) => faults.arm({ targt: "s3" }, { name: "lost", error }),
    'no member of a hop\'s pattern "targt"; did you mean "target"?',
  ],
  [
    // @ts-expect-error
    ({ faults }) => faults.arm({ operation: "GetObjekt" }, { name: "lost", error }),
    'there is no operation "GetObjekt"; did you mean "GetObject"?',
  ],
  [
    // @ts-expect-error
    ({ faults }) => faults.arm({ target: "s3" }, { name: "lost", eror: error }),
    'no member of a fault "eror"; did you mean "error"?',
  ],
  [
    // @ts-expect-error
    ({ faults }) => faults.arm({ target: "s3" }, { name: "lost", error }, { tmies: 2 }),
    'there is no option "tmies"; did you mean "times"?',
  ],
  [
    // @ts-expect-error
    (world) => failFunction(world, "listing-media-valdate-staging", times),
    'did you mean "listing-media-validate-staging"?',
  ],
  [
    // @ts-expect-error
    (world) => failService(world, { target: "s3", operation: "SendMessage" }, refused),
    'there is no operation of s3 "SendMessage"',
  ],
  // @ts-expect-error
  [(world) => breakDatabase(world, "UPDATE media_asets"), 'did you mean "UPDATE media_assets"?'],
  // @ts-expect-error
  [(world) => invokeFunction(world, "listing-media-zip", {}), 'did you mean "listing-media-zip-staging"?'],
  // @ts-expect-error
  [(world) => world.logs("serverr"), 'there is no part that logs "serverr"; did you mean "server"?'],
  // @ts-expect-error
  [(world) => world.messages("listing-media-processing"), 'did you mean "listing-media-processing-staging"?'],
  // @ts-expect-error
  [(world) => sentRequests(world, "SendMesage"), 'there is no operation "SendMesage"; did you mean "SendMessage"?'],
  // @ts-expect-error
  [(world) => world.database.rows("media_asset"), 'there is no table "media_asset"; did you mean "media_assets"?'],
  [
    // @ts-expect-error
    (world) => world.database.rows("media_assets", { sequense: 1 }),
    'no column of media_assets "sequense"; did you mean "sequence"?',
  ],
  // @ts-expect-error
  [(world) => expect(world).toHaveJobRows([{ stauts: "FAILED" }]), 'did you mean "status"?'],
  // @ts-expect-error
  [(world) => expect(world).toHaveAssets([{ s3_key: "x" }]), 'there is no column of media_assets "s3_key"'],
  // @ts-expect-error
  [(world) => expect(world).toHaveLogged("WARNING", "x"), 'there is no level "WARNING"; did you mean "WARN"?'],
  // @ts-expect-error
  [(world) => personOf(world, "realter"), 'there is no person "realter"; did you mean "realtor"?'],
];

const bySentence = <T extends readonly (readonly [unknown, string])[]>(table: T) =>
  table.map(([call, sentence]) => [sentence, call] as readonly [string, T[number][0]]);

test.each(bySentence(MISTYPED))("a name that does not exist is refused: %s", async (sentence, call) => {
  const failure = await failureOf(async (world) => void (await call(world)));
  expect(failure).toBeInstanceOf(StoryMistake);
  expect(String(failure)).toContain(sentence);
});

/** What has a meaning for the compiler, and none when it runs. */
const WITHOUT_MEANING: readonly (readonly [(world: World) => unknown, string])[] = [
  // @ts-expect-error
  [({ faults }) => faults.arm("mysql", { name: "lost", error }), '"mysql" would match every hop'],
  // @ts-expect-error
  [({ faults }) => faults.arm({}, { name: "lost", error }), "an empty pattern would match every hop"],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "lost" }), 'the fault "lost" has no effect'],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "slow", delayMs: 0 }), "has no effect"],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "slow", delayMs: -1 }), "no number of milliseconds"],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "", error }), "has no name"],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "x", error, result: error }), "only one can be given"],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "x", error }, { times: 0 }), "times is 0, and must be"],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "x", error }, { skip: 0.5 }), "skip is 0.5, and must be"],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "x", error }, { attempts: [] }), "attempts is [], and must be"],
  [
    ({ faults }) => faults.arm({ target: "s3" }, { name: "x", error }, { attempts: [2], times: 1 }),
    "times and skip cannot be given beside it",
  ],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "x", error }, { withBody: "" }), "withBody is"],
  [({ faults }) => faults.arm({ target: "s3" }, { name: "x", error }, { forMs: Number.NaN }), "forMs is"],
  [({ latency }) => latency.set("s3", Number.NaN), "NaN is no number of milliseconds"],
  [({ latency }) => latency.setNext("s3", []), "is empty and sets nothing"],
  // @ts-expect-error
  [({ random }) => random.stream("sqs/message-id").pin(), "give the ids"],
];

test.each(bySentence(WITHOUT_MEANING))("what can have no effect is refused: %s", async (sentence, call) => {
  const failure = await failureOf(async (world) => void (await call(world)));
  expect(failure).toBeInstanceOf(StoryMistake);
  expect(String(failure)).toContain(sentence);
});

const UNKNOWN_OPTIONS: readonly (readonly [() => void, string])[] = [
  // @ts-expect-error
  [() => requireKnownOptions({ revison: "incident" }), 'there is no option "revison"; did you mean "revision"?'],
  // @ts-expect-error
  [() => requireKnownOptions({ revision: "fixd" }), 'there is no revision "fixd"; did you mean "fixed"?'],
  // @ts-expect-error
  [() => requireKnownOptions({ defects: { add: ["D1"] } }), 'there is no member "add"; did you mean "added"?'],
  // @ts-expect-error
  [() => requireKnownOptions({ defects: { added: ["D999"] } }), 'there is no defect "D999"'],
  // @ts-expect-error
  [() => requireKnownOptions({ needs: ["ffmpg"] }), 'there is no need "ffmpg"; did you mean "ffmpeg"?'],
  // @ts-expect-error
  [() => requireKnownOptions({ violates: ["start-tme"] }), 'did you mean "start-time"?'],
  // @ts-expect-error
  [() => requireKnownOptions({ world: { tracin: false } }), 'there is no option "tracin"; did you mean "tracing"?'],
  [
    // @ts-expect-error
    () => requireKnownOptions({ world: { settings: { limits: { maxFileBites: 3 } } } }),
    'there is no setting "maxFileBites"; did you mean "maxFileBytes"?',
  ],
  [
    // @ts-expect-error
    () => requireKnownOptions({ world: { listings: [{ id: 28, status: 6, ownerID: 5 }] } }),
    'there is no member of a listing "ownerID"; did you mean "ownerId"?',
  ],
];

test.each(bySentence(UNKNOWN_OPTIONS))("an option that does not exist is refused: %s", (sentence, read) => {
  expect(read).toThrow(StoryMistake);
  expect(read).toThrow(sentence);
});

test("a name that only this world has is known: a function that the story deployed, a queue that it created", async () => {
  const failure = await failureOf(async (world) => {
    await world.deployFunction({ name: "flaky", source: "export const handler = () => 1" });
    failFunction(world, "flaky", times);
    await invokeFunction(world, "flaky", {});
    const { CreateQueueCommand } = await world.real("import the SDK", () => import("@aws-sdk/client-sqs"));
    const { sqs } = await world.clients();
    await sqs.send(new CreateQueueCommand({ QueueName: "own" }));
    expect(await world.messages("own")).toEqual([]);
  });
  expect(failure).toBeUndefined();
});

test("a table of one's own is known when the database has it", async () => {
  const absent = await failureOf(async (world) => void (await world.database.rows("houses")));
  expect(String(absent)).toContain('there is no table "houses"');
});

test("a row has the columns of its table and no other", () => {
  const colours = (rows: readonly TableRow<"houses">[]) => rows.map(({ colour }) => colour);
  expect(colours([{ id: 1, colour: "red" }])).toEqual(["red"]);
  const keys = (rows: readonly TableRow<"media_assets">[]) => rows.map(({ s3_key_raw }) => s3_key_raw);
  // @ts-expect-error
  const wrong = (rows: readonly TableRow<"media_assets">[]) => rows.map(({ s3_key }) => s3_key);
  expect([keys([]), wrong([])]).toEqual([[], []]);
});

test("what another revision has is a difference and no mistake", async () => {
  const system = new System("incident");
  const failure = await failureOf(async (world) => {
    await world.database.execute(
      "INSERT INTO media_processing_jobs (listing_identity_id, status, provider) VALUES (28, 'PENDING', 'x')",
    );
    await expect(world).toHaveJobRows([{ created_at: "2025-12-03 10:00:00" }]);
  }, system);
  expect(failure).toMatchObject({ name: "RuleBroken", rule: "the job rows, row 1" });
});

test("a mistake is told with its line, and without the last events of a system that it says nothing of", async () => {
  const failure = await failureOf(async (world) => void world.latency.set("push", Number.NaN));
  const nothing = new Trace(
    () => 0,
    () => 0,
  );
  expect(explainFailure(failure, nothing, undefined)).toEqual({
    rule: "world.latency.set: NaN is no number of milliseconds.",
    mistake: true,
    lastEvents: [],
  });
});

test("functions are named by their constants", () => {
  expect(FUNCTIONS.validate satisfies Parameters<typeof failFunction>[1]).toBe("listing-media-validate-staging");
});

async function failureOf(story: (world: World) => Promise<void>, system = storyOptions.system): Promise<unknown> {
  const scenario = {
    id: "mistyped",
    title: "a story",
    options: {},
    story: ({ world }: { world: World }) => story(world),
  };
  const { failure } = await runStory(scenario, { ...storyOptions, system });
  return failure?.error;
}
