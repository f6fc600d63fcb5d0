import type { DefectId } from "../../../system/defects.ts";
import type { TraceEvent } from "../../network/trace.ts";

/**
 * The event in which a defect can be seen at work, in the story that shows it best: not where it is noticed in the end, but
 * what the contract calls its mechanism. With it we measure how near the report leads (docs/report.md).
 */
export interface Mechanism {
  /** Id of the scenario, which is red with this defect alone. */
  readonly scenario: string;
  readonly event: EventPattern;
  /** The mechanism is that the event does not happen. */
  readonly lacks?: true;
  /** Page and heading of docs/contract. */
  readonly contract: readonly [page: string, heading: string];
}

/** What an event is; everything that is given must agree, and the first such event of a run is meant. */
export interface EventPattern {
  readonly kind: TraceEvent["kind"];
  readonly source?: string;
  readonly target?: string;
  readonly operation?: string;
  readonly state?: string;
  readonly message?: string;
  readonly outcome?: string;
  /** Found in the event on one line. */
  readonly text?: RegExp;
  readonly request?: RegExp;
  readonly response?: RegExp;
}

const INCIDENT = ["incident-28.md", "4.1 Part of, or exposed by, the incident"] as const;
const CALLBACK = [
  "http-api.md",
  "6. `POST /listings/media/callback` – pipeline callback (public route, HMAC)",
] as const;
const VALIDATE = ["pipeline.md", "4.1 validate – `listing-media-validate-staging`"] as const;
const UPLOADS = ["http-api.md", "5.1 `POST /listings/media/uploads` – request presigned upload URLs"] as const;
const DOWNLOADS = ["http-api.md", "5.5 `POST /listings/media/download` – presigned downloads"] as const;
const WORKERS = ["config.md", "4. Workers (CUR; none of these existed at IR)"] as const;

const statement = (operation: string): EventPattern => ({
  kind: "operation",
  source: "server",
  target: "mysql",
  operation,
});
const request = (operation: string): EventPattern => ({ kind: "operation", target: "server", operation });
const run = (lambda: string): EventPattern => ({
  kind: "operation",
  source: "lambda",
  target: lambda,
  operation: "invocation",
});

const JOB_UPDATE = statement("UPDATE media_processing_jobs");
const ANSWER_CALLBACK = request("POST /api/v2/listings/media/callback");
const START: EventPattern = { kind: "operation", target: "states", operation: "StartExecution" };

export const MECHANISMS: Readonly<Record<DefectId, Mechanism>> = {
  D1: {
    scenario: "listing-28/fixed-wrong-machine",
    event: { kind: "log", message: "adapter.stepfunctions.workflow.created", text: /listing-media-processing-sm/ },
    contract: INCIDENT,
  },
  D2: { scenario: "listing-28/fixed", event: { ...START, outcome: "StateMachineDoesNotExist" }, contract: INCIDENT },
  D3: { scenario: "listing-28/fixed", event: { ...START, outcome: "AccessDeniedException" }, contract: INCIDENT },
  D4: {
    scenario: "processing/only-photo-is-damaged",
    event: { ...run("listing-media-thumbnails-staging"), response: /"status":"SUCCESS","generatedAssets":\[\]/ },
    contract: ["pipeline.md", "4.2 thumbnails – `listing-media-thumbnails-staging`"],
  },
  D5: {
    scenario: "functions/consolidate",
    // Every asset has failed.
    event: {
      ...run("listing-media-consolidate-staging"),
      request: /"sourceKey":"28\/raw\/photo\/horizontal\/a.jpg".*"sourceKey":"28\/raw\/photo\/vertical\/b.jpg"/,
      response: /"code":"DERIVATIVE_ERRORS_DETECTED"/,
    },
    contract: ["pipeline.md", "4.4 consolidate – `listing-media-consolidate-staging`"],
  },
  D6: { scenario: "callbacks/unknown-keys", event: JOB_UPDATE, lacks: true, contract: CALLBACK },
  D7: {
    scenario: "callbacks/other-machine",
    event: { ...ANSWER_CALLBACK, outcome: "200", request: /"provider":"STEP_FUNCTIONS"/ },
    contract: CALLBACK,
  },
  D8: {
    scenario: "listing-28/fixed",
    event: { ...JOB_UPDATE, request: /zipBundles/ },
    contract: ["pipeline.md", "1.4 ZIP"],
  },
  D9: {
    scenario: "finalization/without-zip",
    event: { ...JOB_UPDATE, request: /"values":\["SUCCEEDED"/ },
    contract: CALLBACK,
  },
  D10: {
    scenario: "listing-28/fixed",
    event: { kind: "state", source: "listing-media-processing-sm-staging", state: "ReportStarted" },
    lacks: true,
    contract: ["pipeline.md", "5. Processing state machine `listing-media-processing-sm-staging`"],
  },
  D11: {
    scenario: "tracing/end-to-end",
    event: { ...START, source: "listing-media-validate-staging", request: /traceparent\\":\\"\\"/ },
    contract: VALIDATE,
  },
  D12: {
    scenario: "callbacks/statuses",
    event: { ...JOB_UPDATE, request: /FINALIZATION_FAILED/ },
    contract: CALLBACK,
  },
  D13: {
    scenario: "finalization/owner-waits-for-zip",
    event: { ...statement("UPDATE listing_versions"), request: /"values":\[7,/ },
    contract: ["http-api.md", "5.3 `POST /listings/media/uploads/complete` – finalize"],
  },
  D14: {
    scenario: "workers/never-started",
    // The round in which the job is half an hour old.
    event: {
      ...statement("SELECT media_processing_jobs"),
      request: /status = 'RUNNING' AND started_at IS NOT NULL.*"values":\["2025-12-03T10:00/,
    },
    contract: WORKERS,
  },
  D15: {
    scenario: "callbacks/failed-without-results",
    event: { ...statement("UPDATE media_assets"), request: /WHERE listing_identity_id = \? AND status = 'PROCESSING'/ },
    contract: INCIDENT,
  },
  D16: {
    scenario: "callbacks/before-commit",
    event: { kind: "operation", source: "server", target: "sqs", operation: "SendMessage" },
    contract: ["http-api.md", "5.2 `POST /listings/media/uploads/process` – start processing"],
  },
  D17: {
    scenario: "tracing/off",
    // The finalization's input, as it waits to be sent.
    event: { ...statement("INSERT media_outbox"), request: /"finalize",(?!.*\\"traceparent)/ },
    contract: ["pipeline.md", "6. Finalization state machine `listing-media-finalization-sm-staging`"],
  },
  D18: { scenario: "callbacks/duplicate", event: { ...JOB_UPDATE, outcome: "0 affected" }, contract: CALLBACK },
  D19: {
    scenario: "callbacks/another-listing",
    event: { ...ANSWER_CALLBACK, outcome: "200", request: /"listingIdentityId":27/ },
    contract: CALLBACK,
  },
  D20: {
    scenario: "tracing/callback-function",
    event: {
      kind: "operation",
      target: "lambda",
      operation: "ListFunctions",
      response: /listing-media-callback-staging/,
    },
    contract: ["pipeline.md", "4.6 callback – `listing-media-callback-dispatch-staging`"],
  },
  D21: {
    scenario: "uploads/large-batch",
    event: { ...JOB_UPDATE, outcome: "ER_DATA_TOO_LONG" },
    contract: ["database.md", "2. `media_processing_jobs`"],
  },
  D22: {
    scenario: "approval/too-early",
    event: { ...request("POST /api/v2/listings/media/approve"), outcome: "500" },
    contract: ["http-api.md", "5.8 `POST /listings/media/approve` – owner decision (CUR only)"],
  },
  D23: {
    scenario: "projects/plans",
    event: { ...request("POST /api/v2/listings/project-media/uploads"), outcome: "404" },
    contract: ["http-api.md", "5.9 `/listings/project-media…` (CUR only) – **not routed**"],
  },
  D24: {
    scenario: "downloads/zip-without-sequence",
    event: { ...request("POST /api/v2/listings/media/download"), outcome: "422" },
    contract: DOWNLOADS,
  },
  D25: {
    scenario: "downloads/original",
    event: { ...request("POST /api/v2/listings/media/download"), response: /\/original\// },
    contract: DOWNLOADS,
  },
  D26: {
    scenario: "videos/quicktime",
    event: { ...run("listing-media-validate-staging"), response: /"videoInput":"s3:/ },
    contract: VALIDATE,
  },
  D27: {
    scenario: "uploads/heic-and-pdf",
    event: { ...request("POST /api/v2/listings/media/uploads"), outcome: "201" },
    contract: UPLOADS,
  },
  D28: {
    scenario: "deletion/metadata-is-no-key",
    event: { kind: "operation", source: "server", target: "s3", operation: "DeleteObjects" },
    contract: ["http-api.md", "5.7 `DELETE /listings/media/delete` – remove an asset"],
  },
  D29: {
    scenario: "authorization/strangers",
    event: statement("SELECT listing_photographers"),
    lacks: true,
    contract: ["http-api.md", "5. Media endpoints"],
  },
  D30: {
    scenario: "uploads/lower-case-type",
    event: { ...statement("INSERT media_assets"), request: /"photo_horizontal"/ },
    contract: ["incident-28.md", "4.2 Other defects found while documenting (CUR unless marked)"],
  },
  D31: {
    scenario: "queue/unreadable-and-repeated",
    event: { ...START, source: "listing-media-validate-staging" },
    contract: VALIDATE,
  },
  D32: {
    scenario: "uploads/asked-for-again",
    event: { ...statement("INSERT media_assets"), outcome: "2 affected" },
    contract: UPLOADS,
  },
  D33: {
    scenario: "media-list/pages",
    event: { ...request("GET /api/v2/listings/media"), response: /"totalPages":0/ },
    contract: ["http-api.md", "5.4 `GET /listings/media` – list assets"],
  },
  D34: { scenario: "processing/reasons", event: JOB_UPDATE, lacks: true, contract: CALLBACK },
  D35: {
    scenario: "workers/zip-of-a-living-listing",
    event: { ...statement("DELETE media_processing_jobs"), outcome: "2 affected" },
    contract: WORKERS,
  },
  D36: {
    scenario: "auth/signed-out-on-one-device",
    event: request("POST /api/v2/user/signout"),
    contract: ["http-api.md", "4.3 `POST /user/signout` (authenticated; permission `POST:/api/v2/user/signout`)"],
  },
  D37: {
    scenario: "photos/damaged-exif",
    event: { kind: "operation", source: "listing-media-thumbnails-staging", target: "s3", operation: "PutObject" },
    contract: ["incident-28.md", "4.2 Other defects found while documenting (CUR unless marked)"],
  },
};
