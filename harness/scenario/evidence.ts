import { z } from "zod";
import { type Fact, factSchema } from "./facts/fact.ts";

const column = z.union([z.string(), z.number(), z.null()]);

/**
 * An incident's evidence as it was written by hand: job rows, the log lines of one request, what people say, and what follows
 * from them. The one is scenarios/listing-28/evidence/incident-28.json; of later ones `npm run incident` writes the facts.
 */
const evidenceSchema = z.object({
  listingIdentityId: z.number(),
  executionArn: z.string(),
  requestId: z.string(),
  jobs: z.array(
    z.object({ id: z.number(), callback_body: z.unknown(), callback_body_raw: z.string().nullable() }).catchall(column),
  ),
  logs: z.array(z.object({ time: z.string(), level: z.string(), msg: z.string() }).catchall(z.unknown())),
  claims: z.array(
    z.object({
      claim: z.enum(["no-zip", "succeeded"]),
      method: z.string().optional(),
      path: z.string().optional(),
      words: z.string(),
    }),
  ),
  derived: z.object({
    listingStatus: z.number(),
    assets: z.array(z.object({ variants: z.record(z.string(), z.string()) })),
  }),
});

/** What `npm run incident` has read of a report, and the fields whose time or id it could not fit. */
const factsSchema = z.object({
  version: z.literal(2),
  notFitted: z.array(z.string()),
  /** The cause that was found: a revision, and the names of its departures. */
  cause: z.object({ revision: z.enum(["incident", "current", "fixed"]), departures: z.array(z.string()) }),
  facts: z.array(factSchema),
});

export type FactsEvidence = z.output<typeof factsSchema>;

/** @throws with the first place where the text is not an evidence file. */
export function readFactsEvidence(text: string, name: string): FactsEvidence {
  return readAs(factsSchema, text, name);
}

/** What a run is compared with, and the fields that may differ in time or id. */
export interface EvidenceFacts {
  readonly facts: readonly Fact[];
  readonly notFitted: readonly string[];
}

/** What was written by hand, as facts; nothing of it may differ. */
export interface Evidence extends EvidenceFacts {
  /** Of the request whose lines are in it. */
  readonly requestId: string;
}

/** @throws with the first place where the text is not an evidence file. */
export function readEvidence(text: string, name: string): Evidence {
  const evidence = readAs(evidenceSchema, text, name);
  return { requestId: evidence.requestId, facts: factsOfEvidence(evidence, name), notFitted: [] };
}

function factsOfEvidence(evidence: z.output<typeof evidenceSchema>, file: string): readonly Fact[] {
  const place = { file, line: 1 };
  const { listingIdentityId, executionArn, jobs, logs, claims, derived } = evidence;
  const row = (table: string, columns: Extract<Fact, { kind: "row" }>["columns"]): Fact => ({
    kind: "row",
    place,
    table,
    columns,
  });
  const lines = logs.map(({ time: at, level, msg: message, ...fields }) => ({ at, level, message, fields }));
  return [
    ...jobs.map(({ callback_body: _, callback_body_raw: body, ...columns }) =>
      row("media_processing_jobs", { ...columns, callback_body: body }),
    ),
    ...lines.map((line): Fact => ({ kind: "log", place, source: "server", ...line })),
    // The access line tells what was answered.
    ...lines.flatMap(({ fields: { method, path, status, size: bytes } }): readonly Fact[] =>
      typeof method === "string" && typeof path === "string" && typeof status === "number" && typeof bytes === "number"
        ? [{ kind: "answer", place, method, path, status, bytes }]
        : [],
    ),
    { kind: "execution", place, arn: executionArn },
    ...derived.assets.flatMap(({ variants }) =>
      Object.values(variants).map((key): Fact => ({ kind: "object", place, key })),
    ),
    ...claims.map((claim): Fact => ({ kind: "claim", place, ...claim })),
    row("listing_versions", { listing_identity_id: listingIdentityId, status: derived.listingStatus }),
  ];
}

function readAs<T>(schema: z.ZodType<T>, text: string, name: string): T {
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${name} is not an evidence file: ${issue?.path.join(".")}: ${issue?.message}.`);
}
