import { z } from "zod";

const errorSchema = z.object({ message: z.string(), frames: z.array(z.string()) });

/** `run.json` of a kept run: all that is real about it. Its scenarios' files hold nothing of the machine. */
export const runFileSchema = z.object({
  version: z.number().int(),
  id: z.string(),
  /** `running` in a folder whose process is gone: it was killed. */
  state: z.enum(["running", "ended", "interrupted"]),
  owner: z.object({ pid: z.number().int(), startTicks: z.string() }),
  /** ISO 8601, by the machine's clock. */
  startedAt: z.string(),
  endedAt: z.string().optional(),
  /** What was typed after `npm run scenario --`. */
  parameters: z.array(z.string()),
  node: z.string(),
  platform: z.string(),
  /** Which part of several this run is. */
  shard: z.object({ index: z.number().int(), count: z.number().int() }).optional(),
  /** Ids of the runs that this one was put together from. */
  mergedFrom: z.array(z.string()).optional(),
  exitStatus: z.number().int().optional(),
  /** Files, or single scenarios, that were selected and not run, because the run ended before. */
  notRun: z.array(z.string()).optional(),
  /** Errors that belong to no scenario. */
  errors: z.array(errorSchema.extend({ while: z.string().optional() })).optional(),
  scenarios: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      mark: z.enum(["passed", "failed", "skipped"]),
      realMs: z.number(),
      /** Below the project. */
      file: z.string().optional(),
      /** A rule of the system was broken, or nothing could be said of the system. */
      redBy: z.enum(["rule", "error"]).optional(),
      /** A red one that the baseline knows: why. */
      knownRed: z.string().optional(),
      /** What a red one without a broken rule ended with. */
      error: errorSchema.optional(),
      /** What shows a red one again. */
      command: z.string().optional(),
      /** Its file or group failed by itself, before anything could be said of the system. */
      broken: z.boolean().optional(),
      /** Why it was skipped. */
      note: z.string().optional(),
      /** The rule that a red one broke. */
      rule: z.string().optional(),
      /** Real milliseconds of each stretch of virtual time that was skipped; null where nothing tells. */
      skippedRealMs: z.array(z.number().nullable()).optional(),
      /** Whether its events were kept. */
      kept: z.boolean(),
    }),
  ),
});

export type RunFile = z.infer<typeof runFileSchema>;
