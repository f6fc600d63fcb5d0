/**
 * The load generator of `npm run bench -- server`, a process of its own: reads one plan from stdin, prints one result.
 */
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { machineTime } from "../../clock/machine-time.ts";
import { callback } from "./callback-body.ts";

const planSchema = z.object({
  url: z.string(),
  kind: z.enum(["list", "callback"]),
  token: z.string(),
  /** One connection for each; a callback belongs to its listing's job. */
  listings: z.array(z.object({ id: z.number(), jobId: z.number() })),
  warmUpMs: z.number(),
  measuredMs: z.number(),
});

export type LoadPlan = z.output<typeof planSchema>;

export const loadResultSchema = z.object({
  requests: z.number(),
  errors: z.number(),
  perSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  firstError: z.string(),
});

export type LoadResult = z.output<typeof loadResultSchema>;

if (import.meta.main) {
  const result = await generate(planSchema.parse(JSON.parse(await text(process.stdin))));
  process.stdout.write(JSON.stringify(result));
}

async function generate(plan: LoadPlan): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.listings.length });
  const timesMs: number[] = [];
  const problems: string[] = [];
  const from = machineTime.monotonicMs() + plan.warmUpMs;
  const until = from + plan.measuredMs;
  await Promise.all(
    plan.listings.map(async (listing) => {
      for (let count = 0; machineTime.monotonicMs() < until; count++) {
        const startedMs = machineTime.monotonicMs();
        const answer = await send(agent, plan, listing, count);
        const endedMs = machineTime.monotonicMs();
        if (startedMs < from || endedMs > until) continue;
        timesMs.push(endedMs - startedMs);
        if (answer.status !== 200) problems.push(`${answer.status} ${answer.body}`);
      }
    }),
  );
  agent.destroy();
  timesMs.sort((a, b) => a - b);
  const quantile = (part: number): number => timesMs[Math.floor(timesMs.length * part)] ?? Number.NaN;
  return {
    requests: timesMs.length,
    errors: problems.length,
    perSecond: timesMs.length / (plan.measuredMs / 1000),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    firstError: problems[0] ?? "",
  };
}

function send(
  agent: Agent,
  plan: LoadPlan,
  listing: LoadPlan["listings"][number],
  count: number,
): Promise<{ readonly status: number; readonly body: string }> {
  const { method, path, headers, body } =
    plan.kind === "list"
      ? {
          method: "GET",
          path: `/api/v2/listings/media?listingIdentityId=${listing.id}`,
          headers: { Authorization: `Bearer ${plan.token}` },
          body: "",
        }
      : callback(listing, count);
  return new Promise((resolve, reject) => {
    const outgoing = request(`${plan.url}${path}`, { agent, method, headers }, (incoming) => {
      text(incoming).then((answer) => resolve({ status: incoming.statusCode ?? 0, body: answer }), reject);
    });
    outgoing.on("error", (error) => resolve({ status: 0, body: error.message }));
    outgoing.end(body);
  });
}
