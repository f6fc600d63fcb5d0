import type { CallbackBody, JobRow } from "./state.ts";

/** Recognised by the provider at the current revision, by the execution's name before (docs/contract/database.md 2). */
export const isFinalization = (job: JobRow): boolean =>
  job.provider === "STEP_FUNCTIONS_FINALIZATION" || /:finalization-\d+-\d+$/.test(job.external_id ?? "");

/** The key of the ZIP that the job's row names, if such an object exists. */
export function bundleOf(job: JobRow, objectKeys: ReadonlySet<string>): string | undefined {
  for (const text of [job.payload, job.callback_body]) {
    if (text === null) continue;
    const { zipBundles } = JSON.parse(text) as CallbackBody;
    const [bundle] = zipBundles ?? [];
    if (bundle && objectKeys.has(bundle)) return bundle;
  }
  return undefined;
}
