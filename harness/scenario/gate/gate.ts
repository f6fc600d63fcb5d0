import { FINALIZATION_MACHINE } from "../../../system/infrastructure.ts";
import type { OperationEvent } from "../../network/trace.ts";
import type { World } from "../../world/world.ts";

/**
 * The five assertions of docs/contract/incident-28.md 5.5 that would have caught the incident. They hold in every
 * scenario, whatever its story; a scenario of a broken system says which of them it breaks.
 */
export interface GateRule {
  readonly id: GateRuleId;
  readonly rule: string;
  check(state: GateState): Violation[];
}

export type GateRuleId =
  | "finalization-machine"
  | "bundle-exists"
  | "no-hollow-success"
  | "approval-has-bundle"
  | "start-time";

export interface Violation {
  readonly expected: string;
  readonly found: string;
  /** Event of the trace that shows it first. */
  readonly event?: OperationEvent;
}

interface JobRow {
  readonly id: number;
  readonly listing_identity_id: number;
  readonly status: string;
  readonly provider: string;
  readonly external_id: string | null;
  readonly payload: string | null;
  readonly started_at: string | null;
  readonly callback_body: string | null;
}

/** What the rules look at, read once at the end of a scenario. */
export interface GateState {
  readonly jobs: readonly JobRow[];
  readonly listings: readonly { readonly listing_identity_id: number; readonly status: number }[];
  readonly rawKeys: ReadonlySet<string>;
  readonly objectKeys: ReadonlySet<string>;
  /** Job ids of all executions that were started, on any machine. */
  readonly executedJobIds: ReadonlySet<number>;
  readonly callbacks: readonly {
    readonly event: OperationEvent;
    readonly body: CallbackBody;
    readonly acknowledged: boolean;
  }[];
}

interface CallbackBody {
  readonly jobId?: number | string;
  readonly outputs?: readonly { rawKey?: string; errorCode?: string; errorMessage?: string }[];
  readonly zipBundles?: readonly string[];
}

/** Status of a listing that waits for its owner: docs/contract/database.md 3. */
const PENDING_OWNER_APPROVAL = 7;

const isFinalization = (job: JobRow): boolean =>
  job.provider === "STEP_FUNCTIONS_FINALIZATION" || /:finalization-\d+-\d+$/.test(job.external_id ?? "");

const machineOf = (executionArn: string): string => executionArn.split(":")[6] ?? "";

function bundleOf(job: JobRow, objectKeys: ReadonlySet<string>): string | undefined {
  for (const text of [job.payload, job.callback_body]) {
    if (text === null) continue;
    const { zipBundles } = JSON.parse(text) as CallbackBody;
    const [bundle] = zipBundles ?? [];
    if (bundle && objectKeys.has(bundle)) return bundle;
  }
  return undefined;
}

export const GATE: readonly GateRule[] = [
  {
    id: "finalization-machine",
    rule: "the execution stored for a finalization job ran on the finalization machine",
    check: ({ jobs }) =>
      jobs
        .filter((job) => isFinalization(job) && job.external_id !== null)
        .filter((job) => machineOf(job.external_id ?? "") !== FINALIZATION_MACHINE)
        .map((job) => ({
          expected: `job ${job.id}: an execution of ${FINALIZATION_MACHINE}`,
          found: `job ${job.id}: ${job.external_id}`,
        })),
  },
  {
    id: "bundle-exists",
    rule: "a finalization that succeeded has a bundle, and the object exists",
    check: ({ jobs, objectKeys }) =>
      jobs
        .filter((job) => isFinalization(job) && job.status === "SUCCEEDED" && bundleOf(job, objectKeys) === undefined)
        .map((job) => ({
          expected: `job ${job.id}: SUCCEEDED with an existing ZIP`,
          found: `job ${job.id}: SUCCEEDED, payload ${job.payload ?? "NULL"}, and no such object`,
        })),
  },
  {
    id: "no-hollow-success",
    rule: "no callback is taken as success while every output failed or none belongs to an asset",
    check: ({ callbacks, jobs, rawKeys }) =>
      callbacks.flatMap(({ event, body, acknowledged }) => {
        const outputs = body.outputs ?? [];
        const job = jobs.find(({ id }) => id === Number(body.jobId));
        if (!acknowledged || outputs.length === 0 || !job || !/^(PARTIAL_)?SUCCE/.test(job.status)) return [];
        const failed = outputs.filter((output) => output.errorCode || output.errorMessage).length;
        const known = outputs.filter((output) => rawKeys.has(output.rawKey ?? "")).length;
        if (failed < outputs.length && known > 0) return [];
        return [
          {
            expected: `job ${job.id}: FAILED, or the callback refused`,
            found: `job ${job.id}: ${job.status}, acknowledged, ${failed} of ${outputs.length} outputs failed, ${known} belong to an asset`,
            event,
          },
        ];
      }),
  },
  {
    id: "approval-has-bundle",
    rule: "a listing that waits for its owner has a running finalization or an existing bundle",
    check: ({ listings, jobs, objectKeys }) =>
      listings
        .filter(({ status }) => status === PENDING_OWNER_APPROVAL)
        .filter(({ listing_identity_id }) => {
          const finalizations = jobs.filter(
            (job) => job.listing_identity_id === listing_identity_id && isFinalization(job),
          );
          return !finalizations.some((job) => job.status === "RUNNING" || bundleOf(job, objectKeys) !== undefined);
        })
        .map(({ listing_identity_id }) => ({
          expected: `listing ${listing_identity_id} in ${PENDING_OWNER_APPROVAL}: a running finalization or a ZIP`,
          found: `listing ${listing_identity_id} in ${PENDING_OWNER_APPROVAL}: neither`,
        })),
  },
  {
    id: "start-time",
    rule: "every job that ran has a start time",
    check: ({ jobs, executedJobIds }) =>
      jobs
        .filter((job) => executedJobIds.has(job.id) && job.started_at === null)
        .map((job) => ({
          expected: `job ${job.id}: started_at is set`,
          found: `job ${job.id}: ${job.status}, started_at NULL`,
        })),
  },
];

/** Reads what the rules look at. */
export async function readGateState(world: World): Promise<GateState> {
  const jobs = (await world.database.rows("media_processing_jobs")) as unknown as JobRow[];
  const assets = (await world.database.rows("media_assets")) as unknown as { s3_key_raw: string | null }[];
  const listings = (await world.database.rows("listing_versions")) as unknown as GateState["listings"];
  return {
    jobs,
    listings,
    rawKeys: new Set(assets.flatMap(({ s3_key_raw }) => s3_key_raw ?? [])),
    objectKeys: new Set((await world.objects()).map(({ key }) => key)),
    executedJobIds: new Set(
      (await world.executions()).map(({ input }) => Number((JSON.parse(input) as CallbackBody).jobId)),
    ),
    callbacks: world.callbacks().map(({ event, body }) => ({
      event,
      body: body === "" ? {} : (JSON.parse(body) as CallbackBody),
      acknowledged: event.outcome === "200",
    })),
  };
}
