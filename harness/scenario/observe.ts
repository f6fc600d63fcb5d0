import { createHash } from "node:crypto";
import { BUCKET, DEAD_LETTER_QUEUE, QUEUE } from "../../system/infrastructure.ts";
import { CALLBACK_PATH, type World } from "../world/world.ts";
import type { Observation, ObservedAnswer, ObservedObject } from "./observation.ts";

const TABLES = ["media_assets", "media_processing_jobs", "listing_identities", "listing_versions"] as const;

/** What can be seen of a world whose story is over. `findings` are the scenario's own. */
export async function observe(world: World, findings: Observation["findings"]): Promise<Observation> {
  const rows: Record<string, Awaited<ReturnType<typeof world.database.rows>>> = {};
  for (const table of TABLES) rows[table] = await world.database.rows(table);
  return {
    answers: observedAnswers(world),
    rows,
    objects: await observedObjects(world),
    callbacks: world.callbacks().map(({ event, body }) => ({ body, status: event.outcome ?? "" })),
    executions: (await world.executions()).map(({ arn: _arn, ...seen }) => seen),
    queues: {
      [QUEUE]: await world.messages(QUEUE),
      [DEAD_LETTER_QUEUE]: await world.messages(DEAD_LETTER_QUEUE),
    },
    logMessages: loggedMessages(world),
    findings,
  };
}

function loggedMessages(world: World): Observation["logMessages"] {
  const counts: Record<string, Record<string, number>> = {};
  for (const { source, level, message } of world.trace.of("log")) {
    counts[source] ??= {};
    const ofSource = counts[source];
    const line = `${level} ${world.canonicalText(message)}`;
    ofSource[line] = (ofSource[line] ?? 0) + 1;
  }
  return counts;
}

function observedAnswers(world: World): ObservedAnswer[] {
  return world.trace
    .of("operation")
    .filter(({ target, operation }) => target === "server" && operation !== `POST ${CALLBACK_PATH}`)
    .map(({ source, operation, outcome, response }) => ({
      person: source,
      request: operation,
      status: Number(outcome),
      body: parsed(world.canonicalText(world.trace.body(response)?.toString("utf8") ?? "")),
    }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function observedObjects(world: World): Promise<ObservedObject[]> {
  const objects = await world.objects();
  return Promise.all(
    objects.map(async ({ key, size, contentType }) => ({
      bucket: BUCKET,
      key,
      bytes: size,
      sha256: createHash("sha256")
        .update((await world.object(key)) ?? "")
        .digest("hex"),
      contentType,
    })),
  );
}
