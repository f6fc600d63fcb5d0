import { z } from "zod";

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
  scenarios: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      mark: z.enum(["passed", "failed", "skipped"]),
      realMs: z.number(),
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
