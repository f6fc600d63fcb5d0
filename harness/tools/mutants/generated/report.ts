import { z } from "zod";
import type { Verdict } from "./verdict.ts";

const position = z.object({ line: z.number(), column: z.number() });
const verdict = z.object({
  mutant: z.object({
    id: z.string(),
    file: z.string(),
    line: z.number(),
    column: z.number(),
    lineText: z.string(),
    mutator: z.string(),
    original: z.string(),
    replacement: z.string(),
    unnamedText: z.boolean(),
    place: z.object({ start: position, end: position }),
  }),
  caught: z.enum(["by scenario", "by unit test", "no", "not judged"]),
  by: z.string().exactOptional(),
  why: z.string().exactOptional(),
  reached: z.object({ byScenarios: z.boolean(), byUnitTests: z.boolean() }),
});

/** What one run found, as JSON; several, of shards, can be put together. */
export const mutantReport = z.object({
  version: z.literal(1),
  seed: z.number(),
  /** Of which the sample was drawn. */
  population: z.number(),
  unnamedTexts: z.record(z.string(), z.number()),
  shard: z.object({ index: z.number(), count: z.number() }).exactOptional(),
  equivalents: z.array(z.object({ name: z.string(), reason: z.string() })),
  verdicts: z.array(verdict),
});

export type MutantReport = z.infer<typeof mutantReport>;

/** The reports of all shards as one. */
export function together(reports: readonly [MutantReport, ...MutantReport[]]): MutantReport {
  const [{ shard: _part, ...first }] = reports;
  return {
    ...first,
    equivalents: reports.flatMap(({ equivalents }) => equivalents),
    verdicts: reports.flatMap(({ verdicts }): readonly Verdict[] => verdicts),
  };
}
