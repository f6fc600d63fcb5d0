import { z } from "zod";

const healthSchema = z.object({ version: z.string(), services: z.record(z.string(), z.string()) });
const infoSchema = z.object({ system: z.string().default(""), is_docker: z.boolean().default(true) });

const ANSWERS_WITHIN_MS = 5_000;

export type LocalStackHealth = z.output<typeof healthSchema>;

/** What LocalStack says of itself; undefined when nothing answers at this URL, or something else. */
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
    // Refused, reset or no JSON: not up yet, or no LocalStack; the caller says which of the two it takes it for.
    return undefined;
  }
}
