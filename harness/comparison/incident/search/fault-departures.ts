import { FUNCTIONS } from "../../../../system/infrastructure.ts";
import { sendCallback } from "../../../scenario/callbacks.ts";
import {
  breakDatabase,
  failFunction,
  failService,
  loseCallbackAnswers,
  loseCallbacks,
} from "../../../scenario/faults.ts";
import { CALLBACK_PATH } from "../../../world/world.ts";
import type { Plan, StepName } from "../inference/plan.ts";
import type { Circumstances, Happening } from "../playing/circumstances.ts";
import type { Departure } from "./departure.ts";

/** More often than anything is tried again. */
const ALWAYS = 99;

/** What may strike each of the plan's steps, and what people may do twice. */
export function faultDepartures({ steps }: Plan): readonly Departure[] {
  const has = (name: StepName): boolean => steps.some((step) => step.name === name);
  return [
    ...(has("process") ? OF_PROCESSING : []),
    ...(has("complete") ? OF_FINALIZATION : []),
    ...(["process", "complete"] as const).filter(has).flatMap(ofBoth),
  ];
}

type ServiceHop = Parameters<typeof failService>[1];

function service(id: string, words: string, step: StepName, hop: ServiceHop, status: number, code: string): Departure {
  const options = { status, code, message: MESSAGES[code] ?? code, times: ALWAYS };
  return fault(id, words, {
    step,
    when: "before",
    act: (world) => failService(world, hop, options),
    fault: `${code} of ${hop.target}`,
    code: (times) => [`failService(world, ${JSON.stringify(hop)}, ${JSON.stringify({ ...options, times })});`],
    imports: ["failService"],
    on: hop,
  });
}

const MESSAGES: Readonly<Record<string, string>> = {
  AccessDeniedException: "not authorized to perform: states:StartExecution",
  AccessDenied: "Access Denied",
  InternalError: "We encountered an internal error. Please try again.",
  SlowDown: "Please reduce your request rate.",
};

function dies(lambda: keyof typeof FUNCTIONS, step: StepName, errorType: string): Departure {
  const how = errorType === "Runtime.ExitError" ? "dies" : "runs out of time";
  const options = {
    times: ALWAYS,
    errorType,
    ...(errorType === "Sandbox.Timedout" && { errorMessage: "RequestId: 0 Error: Task timed out after 60.00 seconds" }),
  };
  return fault(
    `${lambda} ${how} at ${step}`,
    `the ${lambda} Lambda ${how} after “${step}”, however often it is tried`,
    {
      step,
      when: "before",
      act: (world) => failFunction(world, FUNCTIONS[lambda], options),
      fault: `${errorType} in ${FUNCTIONS[lambda]}`,
      code: (times) => [`failFunction(world, FUNCTIONS.${lambda}, ${JSON.stringify({ ...options, times })});`],
      imports: ["FUNCTIONS", "failFunction"],
      on: { target: FUNCTIONS[lambda], operation: "invocation" },
    },
  );
}

/** What happens at a step; `on` says of a fault what it strikes. */
type StepFault = Happening & Pick<NonNullable<Departure["acts"]>, "on">;

function fault(
  id: string,
  words: string,
  { on, ...happening }: StepFault,
  kind: Departure["kind"] = "fault",
): Departure {
  const change = (from: Circumstances) => ({ ...from, happenings: [...from.happenings, happening] });
  return { id, words, kind, acts: { step: happening.step, ...(on && { on }) }, change };
}

const CALLBACKS = { target: "server", operation: `POST ${CALLBACK_PATH}` } as const;

const OF_PROCESSING: readonly Departure[] = [
  dies("validate", "process", "Runtime.ExitError"),
  dies("thumbnails", "process", "Runtime.ExitError"),
  dies("thumbnails", "process", "Sandbox.Timedout"),
  dies("consolidate", "process", "Runtime.ExitError"),
  service(
    "queue-down",
    "the server may not send to the queue",
    "process",
    { target: "sqs", operation: "SendMessage" },
    403,
    "AccessDenied",
  ),
  service(
    "start-denied at process",
    "the validate Lambda may not start the processing machine",
    "process",
    { source: FUNCTIONS.validate, target: "states", operation: "StartExecution" },
    400,
    "AccessDeniedException",
  ),
  service(
    "no-original-read",
    "the thumbnails Lambda may not read originals",
    "process",
    { source: FUNCTIONS.thumbnails, target: "s3", operation: "GetObject" },
    403,
    "AccessDenied",
  ),
  service(
    "no-thumbnail-written",
    "the thumbnails Lambda may not write to the bucket",
    "process",
    { source: FUNCTIONS.thumbnails, target: "s3", operation: "PutObject" },
    403,
    "AccessDenied",
  ),
  service(
    "storage-fails",
    "S3 answers the thumbnails Lambda's writes with internal errors",
    "process",
    { source: FUNCTIONS.thumbnails, target: "s3", operation: "PutObject" },
    500,
    "InternalError",
  ),
];

const OF_FINALIZATION: readonly Departure[] = [
  service(
    "start-denied",
    "the server may not start the finalization machine",
    "complete",
    { source: "server", target: "states", operation: "StartExecution" },
    400,
    "AccessDeniedException",
  ),
  dies("zip", "complete", "Runtime.ExitError"),
  dies("zip", "complete", "Sandbox.Timedout"),
  service(
    "no-original-zipped",
    "the zip Lambda may not read what it packs",
    "complete",
    { source: FUNCTIONS.zip, target: "s3", operation: "GetObject" },
    403,
    "AccessDenied",
  ),
  service(
    "no-zip-written",
    "the zip Lambda may not write to the bucket",
    "complete",
    { source: FUNCTIONS.zip, target: "s3", operation: "PutObject" },
    403,
    "AccessDenied",
  ),
];

function ofBoth(step: "process" | "complete"): readonly Departure[] {
  return [
    fault(`callback-lost at ${step}`, `no callback reaches the server after “${step}”`, {
      step,
      when: "before",
      act: (world) => loseCallbacks(world),
      code: () => ["loseCallbacks(world);"],
      imports: ["loseCallbacks"],
      on: CALLBACKS,
    }),
    fault(`answer-lost at ${step}`, `the server acts on the first callback after “${step}”, and its answer gets lost`, {
      step,
      when: "before",
      act: (world) => loseCallbackAnswers(world, { times: 1 }),
      code: () => ["loseCallbackAnswers(world, { times: 1 });"],
      imports: ["loseCallbackAnswers"],
      on: CALLBACKS,
    }),
    dies("callback", step, "Runtime.ExitError"),
    fault(`commit-fails at ${step}`, `the database's connection breaks at the commit of “${step}”`, {
      step,
      when: "before",
      act: (world) => breakDatabase(world, "COMMIT"),
      code: () => ['breakDatabase(world, "COMMIT");'],
      imports: ["breakDatabase"],
      on: { target: "mysql", operation: "COMMIT" },
    }),
    fault(`result-not-stored at ${step}`, `the database's connection breaks when the result of “${step}” is stored`, {
      step,
      when: "during",
      act: (world) => breakDatabase(world, "UPDATE media_processing_jobs", { times: ALWAYS }),
      fault: "connection lost at UPDATE media_processing_jobs",
      code: (times) => [`breakDatabase(world, "UPDATE media_processing_jobs", { times: ${times} });`],
      imports: ["breakDatabase"],
      on: { target: "mysql", operation: "UPDATE media_processing_jobs" },
    }),
    fault(`callback-twice at ${step}`, `the last callback after “${step}” is delivered once more`, {
      step,
      when: "after",
      act: async (world) => {
        const last = world.callbacks().at(-1);
        if (last) await sendCallback(world, last.body);
      },
      code: () => ['await sendCallback(world, world.callbacks().at(-1)?.body ?? "");'],
      imports: ["sendCallback"],
    }),
    fault(
      `asked-twice ${step}`,
      `“${step}” is asked for a second time when it has ended`,
      {
        step,
        when: "after",
        act: async (world, photographer) => {
          const [listing] = await world.database.rows("listing_versions");
          await photographer[step](Number(listing?.listing_identity_id));
        },
        code: () => [`await photographer.${step}(listing);`],
        imports: [],
      },
      "person",
    ),
  ];
}
