import type { OperationEvent } from "../../network/trace.ts";
import type { World } from "../../world/world.ts";

/** A row of media_processing_jobs (docs/contract/database.md 2). */
export interface JobRow {
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

/** What the rules read of a callback (docs/contract/pipeline.md 5). */
export interface CallbackBody {
  readonly jobId?: number | string;
  readonly outputs?: readonly { rawKey?: string; errorCode?: string; errorMessage?: string }[];
  readonly zipBundles?: readonly string[];
}

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
      body: event.outcome === "400" ? {} : readBody(body),
      acknowledged: event.outcome === "200",
    })),
  };
}

/** A body that the server refused (400) may be anything; the rules are about those that it took. */
function readBody(text: string): CallbackBody {
  return text === "" ? {} : (JSON.parse(text) as CallbackBody);
}
