import { z } from "zod";
import { factSchema } from "./facts/fact.ts";

const column = z.union([z.string(), z.number(), z.null()]);

/**
 * An incident's evidence as a file: job rows, the log lines of one request, the derived keys. The first one is
 * scenarios/listing-28/evidence/incident-28.json; docs/reproducing-an-incident.md says how to write the next.
 */
const evidenceSchema = z.object({
  listingIdentityId: z.number(),
  executionArn: z.string(),
  requestId: z.string(),
  jobs: z.array(
    z.object({ id: z.number(), callback_body: z.unknown(), callback_body_raw: z.string().nullable() }).catchall(column),
  ),
  logs: z.array(z.object({ time: z.string(), level: z.string(), msg: z.string() }).catchall(z.unknown())),
  derived: z.object({
    assets: z.array(
      z.object({
        assetType: z.string(),
        sequence: z.number(),
        clientFilename: z.string(),
        rawKey: z.string(),
        processedKey: z.string(),
        thumbnailKey: z.string(),
        variants: z.record(z.string(), z.string()),
      }),
    ),
  }),
});

export type Evidence = z.output<typeof evidenceSchema>;

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

/** @throws with the first place where the text is not an evidence file. */
export function readEvidence(text: string, name: string): Evidence {
  return readAs(evidenceSchema, text, name);
}

function readAs<T>(schema: z.ZodType<T>, text: string, name: string): T {
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${name} is not an evidence file: ${issue?.path.join(".")}: ${issue?.message}.`);
}
