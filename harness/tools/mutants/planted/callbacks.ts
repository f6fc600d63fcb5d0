import { bugsIn, type PlantedBug } from "../planted-bug.ts";

const API = "contract/http-api.md";
const FIXED = "fixed-system.md";

/** What a callback of the pipeline makes of its job and assets. */
export const CALLBACKS: readonly PlantedBug[] = [
  ...bugsIn("server/media/callback/signature.ts", [
    [
      "unsigned-callback",
      "  throw new HttpError(wrongSignatureStatus(system)",
      '  if (given !== "") throw new HttpError(wrongSignatureStatus(system)',
      "A callback without a signature is refused.",
      `${API} 6`,
      "callbacks/signatures",
    ],
    [
      "signature-case",
      '?? "").trim().toLowerCase();',
      '?? "").trim();',
      "The case of the signature does not matter.",
      `${API} 6`,
      "callbacks/signatures",
    ],
    [
      "signature-length",
      "Buffer.byteLength(given) === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))",
      "expected.startsWith(given)",
      "Half a signature is none.",
      `${API} 6`,
      "callbacks/signatures",
    ],
  ]),
  ...bugsIn("server/media/callback/status.ts", [
    ["status-timed-out", ', "TIMED_OUT"];', "];", "TIMED_OUT ends a job.", `${API} 6`, "callbacks/statuses"],
    [
      "status-finalization-failed",
      'status === "FINALIZATION_FAILED" && !system.has("D12")',
      'status === "FINALIZATION_FAILED" && system.has("D12")',
      "FINALIZATION_FAILED ends a job.",
      `${FIXED}`,
      "callbacks/statuses",
    ],
  ]),
  ...bugsIn("server/media/callback/finished-job.ts", [
    [
      "callback-lock",
      'getJob(db, jobId, "FOR UPDATE")',
      "getJob(db, jobId)",
      "The row of the callback's job is locked.",
      `${FIXED}`,
      "callbacks/two-at-once",
    ],
  ]),
  ...bugsIn("server/media/callback/last-error.ts", [
    [
      "last-error-named",
      "const NAMED = 5;",
      "const NAMED = 6;",
      "Five failed assets are named.",
      `${FIXED}`,
      "callbacks/last-error",
    ],
    [
      "last-error-separator",
      '.join(" | ")',
      '.join("; ")',
      "The parts of last_error are joined by ` | `.",
      `${API} 6`,
      "callbacks/last-error",
    ],
  ]),
  ...bugsIn("server/media/callback/asset-change.ts", [
    [
      "result-half-failed",
      'if (errorCode !== "" || errorMessage !== "") {',
      'if (errorCode !== "" && errorMessage !== "") {',
      "A result with a code or a message has failed.",
      `${API} 6`,
      "callbacks/results",
    ],
    [
      "result-metadata-lost",
      "metadata: { ...asset.metadata, ...change.metadata } };",
      "metadata: change.metadata };",
      "What a result says is merged into the metadata.",
      `${API} 6`,
      "callbacks/results",
    ],
  ]),
  ...bugsIn("server/media/callback/request.ts", [
    [
      "callback-status-case",
      'value.status.trim().toUpperCase() || "UNKNOWN"',
      'value.status || "UNKNOWN"',
      "The status is trimmed and read without regard to case.",
      `${API} 6`,
      "callbacks/statuses",
    ],
    [
      "callback-trailing",
      "  refuseTrailingContent(body, decoded.end);\n",
      "",
      "A callback has one JSON value and nothing behind it.",
      `${API} 6`,
      "callbacks/body-refused",
    ],
  ]),
  ...bugsIn("server/media/callback/zip-payload.ts", [
    [
      "payload-sizes",
      "unzippedSizeBytes: zip.unzippedSizeBytes === 0 ? undefined : Number(zip.unzippedSizeBytes)",
      "unzippedSizeBytes: zip.zipSizeBytes === 0 ? undefined : Number(zip.zipSizeBytes)",
      "Both sizes of the ZIP are kept.",
      "contract/database.md 6",
      "callbacks/zip-payload",
    ],
  ]),
  ...bugsIn("server/media/callback/decide-outcome.ts", [
    [
      "listing-not-freed",
      'freesListing(system, job.status) ? "is freed" : "stays"',
      '"stays"',
      "A failed finalization gives the listing back.",
      `${FIXED}`,
      "callbacks/finalization-ends",
    ],
  ]),
  ...bugsIn("server/media/callback/unknown-keys.ts", [
    [
      "unknown-keys-all",
      "unknownKeys.length < results",
      "unknownKeys.length <= results",
      "A job whose results all belong to nobody has failed.",
      `${FIXED}`,
      "callbacks/unknown-keys",
    ],
  ]),
];
