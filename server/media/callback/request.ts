import {
  decodeGoJson,
  type GoInteger,
  goMap,
  goPointer,
  goRaw,
  goSlice,
  goString,
  goStruct,
  isJsonBindingError,
  parseGoInteger,
  UINT64_MAX,
} from "../../../system/go/json-binding.ts";
import { type JsonNode, readJsonValue } from "../../../system/go/json-syntax.ts";
import { parseRfc3339 } from "../../../system/go/rfc3339.ts";
import type { System } from "../../../system/revisions.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText } from "../../logging/logger.ts";
import { failureFields, failureOf } from "./status.ts";
import { type ZipFields, zipFieldsOf, zipFieldTypes } from "./zip-payload.ts";

/** A callback of the pipeline, decoded and checked (docs/contract/http-api.md 6). */
export interface Callback {
  readonly jobId: GoInteger;
  /** 0 is accepted for "absent" (docs/contract/http-api.md 6). */
  readonly listingIdentityId: GoInteger;
  /** Upper case; `UNKNOWN` when empty. */
  readonly status: string;
  /** Upper case, empty when absent. */
  readonly provider: string;
  readonly results: readonly CallbackResult[];
  readonly error: CallbackError;
  readonly failureReason: string;
  readonly executionArn: string;
  readonly startedAtMs: number | null;
  readonly zip: ZipFields;
  /** Exactly as received. */
  readonly rawBody: string;
}

export interface CallbackResult {
  readonly rawKey: string;
  readonly processedKey: string;
  readonly thumbnailKey: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly errorCode: string;
  readonly errorMessage: string;
}

export interface CallbackError {
  /** Upper case, but an error name of Step Functions as it is. */
  readonly code: string;
  readonly message: string;
  readonly details: ReadonlyMap<string, string>;
}

/** The body as its Go type has it; which fields there are depends on the revision. */
function bodyType(system: System) {
  const zip = zipFieldTypes(system);
  return goStruct("dto.MediaProcessingCallbackRequest", {
    jobId: goRaw,
    listingIdentityId: goRaw,
    status: goString,
    provider: goString,
    outputs: goSlice(
      goStruct("mediaprocessingmodel.MediaProcessingJobPayload", {
        rawKey: goString,
        processedKey: goString,
        thumbnailKey: goString,
        outputs: goMap(goString),
        errorCode: goString,
        errorMessage: goString,
        ...zip,
      }),
    ),
    error: goPointer(
      goStruct("dto.MediaProcessingCallbackError", {
        code: goString,
        message: goString,
        details: goMap(goString),
        ...failureFields(system),
      }),
    ),
    failureReason: goString,
    traceparent: goString,
    executionArn: goString,
    ...(system.features.executionInCallback ? { startedAt: goString } : {}),
    ...zip,
  });
}

/**
 * Decodes a body; this happens before its signature is looked at.
 *
 * @throws HttpError 400 with the decoder's words.
 */
export function decodeCallback(system: System, body: Buffer): DecodedCallback {
  let decoded: { readonly value: CallbackBody; readonly end: number };
  try {
    decoded = decodeGoJson(body, bodyType(system));
  } catch (error) {
    if (!isJsonBindingError(error)) throw error;
    throw new HttpError(400, `decode callback body: ${error.message}`);
  }
  refuseTrailingContent(body, decoded.end);
  return { system, value: decoded.value, rawBody: body.toString("utf8") };
}

type CallbackBody = ReturnType<ReturnType<typeof bodyType>["zero"]>;

interface DecodedCallback {
  readonly system: System;
  readonly value: CallbackBody;
  readonly rawBody: string;
}

function refuseTrailingContent(body: Buffer, end: number): void {
  let trailing: JsonNode;
  try {
    trailing = readJsonValue(body, end).node;
  } catch (error) {
    if (errorText(error) === "EOF") return;
    throw new HttpError(400, `unexpected trailing content: ${errorText(error)}`);
  }
  if (trailing.kind === "object" || trailing.kind === "null") throw new HttpError(400, "unexpected trailing content");
  const reason = `json: cannot unmarshal ${trailing.kind} into Go value of type struct {}`;
  throw new HttpError(400, `unexpected trailing content: ${reason}`);
}

/**
 * Checks what was decoded.
 *
 * @throws HttpError 400.
 */
export function readCallback({ system, value, rawBody }: DecodedCallback): Callback {
  const jobId = readIdentifier(value.jobId);
  if (jobId === undefined) throw new HttpError(400, "invalid job identifier");
  const listingIdentityId = readIdentifier(value.listingIdentityId);
  if (listingIdentityId === undefined) throw new HttpError(400, "invalid listing identifier");
  return {
    jobId,
    listingIdentityId,
    status: value.status.trim().toUpperCase() || "UNKNOWN",
    provider: value.provider.trim().toUpperCase(),
    results: (value.outputs ?? []).map((output) => ({
      ...output,
      outputs: readOutputs(system, output.outputs ?? new Map()),
    })),
    error: readError(system, value.error),
    failureReason: value.failureReason,
    executionArn: value.executionArn.trim(),
    startedAtMs: readStartedAt(value.startedAt ?? ""),
    zip: zipFieldsOf(value),
    rawBody,
  };
}

function readError(system: System, error: CallbackBody["error"]): CallbackError {
  if (error === null) return { code: "", message: "", details: new Map() };
  const details = [...(error.details ?? new Map<string, string>())].filter(([, detail]) => detail.trim() !== "");
  const reported = { code: error.code.trim().toUpperCase(), message: error.message };
  return { ...failureOf(system, reported, error), details: new Map(details) };
}

/** Empty pairs are dropped; only the current revision trims first (recordings cb-PARTIAL_SUCCESS of both). */
function readOutputs(system: System, outputs: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const trims = system.features.executionInCallback;
  const pairs = [...outputs].map(([name, key]) =>
    trims ? ([name.trim(), key.trim()] as const) : ([name, key] as const),
  );
  return new Map(pairs.filter(([name, key]) => name !== "" && key !== ""));
}

/**
 * A number, or a text of which only the first JSON number counts: `"300abc"` is 300, `"0300"` is 0, `"300.0"` and a
 * sign are refused (docs/contract/http-api.md 6).
 */
function readIdentifier(node: JsonNode | undefined): GoInteger | undefined {
  if (node?.kind === "number") return parseGoInteger(node.literal, 0n, UINT64_MAX);
  if (node?.kind !== "string") return undefined;
  const [literal = ""] = /^-?(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d*)?/.exec(node.value.trim()) ?? [];
  return parseGoInteger(literal, 0n, UINT64_MAX);
}

/** RFC 3339; a blank before a numeric offset is what a decoded `+` leaves. */
function readStartedAt(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const at = parseRfc3339(trimmed.replace(/ (\d{2}:\d{2})$/, "+$1"));
  if (at === undefined) throw new HttpError(400, "HTTP 400: startedAt must be a valid RFC3339 timestamp");
  return at;
}
