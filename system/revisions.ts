import { DEFECT_IDS, type DefectId } from "./defects.ts";

/**
 * What differs between revisions and is not a defect: docs/contract/README.md, "Differences at a glance". `fixed` is
 * `current` with every defect mended.
 */
export interface Features {
  /** ZIP object key: per job, or one fixed name per listing. */
  readonly zipKey: "per-job" | "fixed-name";
  /** What the ZIP holds, and what "complete" sends. */
  readonly zipSources: "processed" | "raw";
  /** `zipSizeBytes` and `unzippedSizeBytes` in the zip output, the success body and the API. */
  readonly zipSizes: boolean;
  /** `zipBundle` in list and ZIP items in download. */
  readonly zipInApi: boolean;
  /** `executionArn` and `startedAt` in processing callbacks, stored when the job has none yet. */
  readonly executionInCallback: boolean;
  /** Job status PARTIAL_SUCCESS, and the `partial_success` log field. */
  readonly partialSuccess: boolean;
  /** The validate output splits images and videos; a branch makes video thumbnails. */
  readonly videoBranch: boolean;
  /** HEAD of every raw key before the message is sent. */
  readonly headBeforeEnqueue: boolean;
  /** Provider that a finalization job is inserted with. */
  readonly finalizationProvider: "STEP_FUNCTIONS" | "STEP_FUNCTIONS_FINALIZATION";
  /** `uploads/complete` is allowed from these listing statuses. */
  readonly completeFrom: readonly number[];
  readonly listingStatusNames: "incident" | "current";
  readonly ownerApproval: boolean;
  readonly ownerNotification: boolean;
  /** Reconciler and cleaner exist. */
  readonly workers: boolean;
  /** Inbound `X-Request-ID` and `traceparent` are honoured. */
  readonly inboundCorrelation: boolean;
  /** Access-token type and `jti` are checked; sign-out revokes. */
  readonly tokenTypeChecked: boolean;
  /** Asset types are an enum in list and download; resolution `zip` is allowed. */
  readonly assetTypeEnforced: boolean;
  /** AccessDenied from StartExecution becomes 403 `workflow_access_denied`. */
  readonly workflowDenied403: boolean;
  /** `created_at` on jobs and further columns. */
  readonly schema: "incident" | "current" | "fixed";
  /** Roles that may list media: the photographer alone, or realtor and owner too. */
  readonly listRoles: "photographer" | "everyone";
}

const INCIDENT: Features = {
  zipKey: "per-job",
  zipSources: "processed",
  zipSizes: false,
  zipInApi: false,
  executionInCallback: false,
  partialSuccess: false,
  videoBranch: false,
  headBeforeEnqueue: false,
  finalizationProvider: "STEP_FUNCTIONS",
  completeFrom: [6],
  listingStatusNames: "incident",
  ownerApproval: false,
  ownerNotification: false,
  workers: false,
  inboundCorrelation: false,
  tokenTypeChecked: false,
  assetTypeEnforced: false,
  workflowDenied403: false,
  schema: "incident",
  listRoles: "photographer",
};

const CURRENT: Features = {
  zipKey: "fixed-name",
  zipSources: "raw",
  zipSizes: true,
  zipInApi: true,
  executionInCallback: true,
  partialSuccess: true,
  videoBranch: true,
  headBeforeEnqueue: true,
  finalizationProvider: "STEP_FUNCTIONS_FINALIZATION",
  completeFrom: [6, 8],
  listingStatusNames: "current",
  ownerApproval: true,
  ownerNotification: true,
  workers: true,
  inboundCorrelation: true,
  tokenTypeChecked: true,
  assetTypeEnforced: true,
  workflowDenied403: true,
  schema: "current",
  listRoles: "everyone",
};

export type RevisionName = "incident" | "current" | "fixed";

interface Revision {
  readonly commit: string | null;
  readonly features: Features;
  readonly defects: readonly DefectId[];
}

/**
 * "Still" and "Upstream fix" of docs/contract/incident-28.md 4.1, and the marks in 4.2, say which defects a revision
 * has.
 */
export const REVISIONS: Readonly<Record<RevisionName, Revision>> = {
  incident: {
    commit: "b39b400cf8b59e1c9513e4a24dba03d39ef08567",
    features: INCIDENT,
    // D14, D15 and D35 are defects of workers, D22 and D23 of endpoints that this revision does not have.
    defects: DEFECT_IDS,
  },
  current: {
    commit: "abbc2ca1ccb59e31ad00859d8d4f11c0390c56b4",
    features: CURRENT,
    defects: DEFECT_IDS.filter((id) => id !== "D2" && id !== "D3" && id !== "D8"),
  },
  fixed: { commit: null, features: { ...CURRENT, schema: "fixed" }, defects: [] },
};

export function isRevision(name: string): name is RevisionName {
  return Object.hasOwn(REVISIONS, name);
}

/** One system under test: a revision's features with a set of defects. */
export class System {
  readonly revision: RevisionName;
  readonly features: Features;
  readonly defects: ReadonlySet<DefectId>;
  readonly #onAsked: (defect: DefectId) => void;

  /**
   * `onAsked` is called whenever code asks about a defect: one that nobody asked about cannot have made a difference.
   */
  constructor(
    revision: RevisionName,
    defects: Iterable<DefectId> = REVISIONS[revision].defects,
    onAsked: (defect: DefectId) => void = () => {},
  ) {
    this.revision = revision;
    this.features = REVISIONS[revision].features;
    this.defects = new Set(defects);
    this.#onAsked = onAsked;
  }

  has(defect: DefectId): boolean {
    this.#onAsked(defect);
    return this.defects.has(defect);
  }

  /** This system with some defects added and some removed. */
  with(change: { added?: Iterable<DefectId>; removed?: Iterable<DefectId> }): System {
    const defects = new Set(this.defects);
    for (const id of change.removed ?? []) defects.delete(id);
    for (const id of change.added ?? []) defects.add(id);
    return new System(this.revision, defects, this.#onAsked);
  }
}
