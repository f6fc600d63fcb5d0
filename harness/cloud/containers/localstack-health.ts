import { z } from "zod";

const healthSchema = z.object({
  version: z.string(),
  services: z.record(z.string(), z.string()),
  edition: z.string().optional(),
});
const infoSchema = z.object({ system: z.string().default(""), is_docker: z.boolean().default(true) });

const ANSWERS_WITHIN_MS = 5_000;

export type LocalStackHealth = z.output<typeof healthSchema>;

/** LocalStack's health report, or our own cloud's; undefined when nothing, or something else, answers at this URL. */
export async function readHealth(endpoint: string): Promise<LocalStackHealth | undefined> {
  return healthSchema.safeParse(await readJson(`${endpoint}/_localstack/health`)).data;
}

/** Where LocalStack runs: `system` ends with the processor's name, for example `Linux(Container),6.1,x86_64`. */
export async function readSystem(endpoint: string): Promise<{ processor: string; inContainer: boolean }> {
  const info = infoSchema.safeParse(await readJson(`${endpoint}/_localstack/info`)).data;
  return { processor: info?.system.split(",").at(-1)?.trim() ?? "", inContainer: info?.is_docker ?? true };
}

async function readJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return await response.json();
  } catch {
    // Refused, reset or no JSON: it is not up yet, or it is no LocalStack; the caller decides which.
    return undefined;
  }
}
